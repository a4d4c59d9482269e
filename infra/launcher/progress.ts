const began = performance.now();

/** One line a step, with the seconds since the command began. */
export const progress = (line: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  console.log(`${seconds} s  ${line}`);
};
