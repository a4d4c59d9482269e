/** The most that the process held while the work went on, in MB. */
export const mostRssDuring = async (work: () => Promise<unknown>): Promise<number> => {
  let most = process.memoryUsage.rss();
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
  return Math.round(most / 2 ** 20);
};
