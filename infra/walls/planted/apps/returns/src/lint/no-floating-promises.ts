export const forgotten = (work: () => Promise<void>): void => {
  work();
};
