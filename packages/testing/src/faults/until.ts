import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition, in seconds; what it threw last is the cause when it does not come. Answers how long it took. */
export const until = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinSeconds = 30,
): Promise<number> => {
  const startedAt = performance.now();
  let cause: unknown;
  for (;;) {
    try {
      if (await holds()) return (performance.now() - startedAt) / 1_000;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() - startedAt > withinSeconds * 1_000)
      throw new Error(`not within ${withinSeconds} s: ${what}`, { cause });
    await delay(20);
  }
};
