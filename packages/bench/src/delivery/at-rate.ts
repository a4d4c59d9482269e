import { setTimeout as wait } from 'node:timers/promises';

/** Begins so many pieces of work a second, whether earlier ones have ended or not; resolves with their number once all have. */
export const atRate = async (
  work: () => Promise<unknown>,
  { perSecond, durationMs }: { perSecond: number; durationMs: number },
): Promise<number> => {
  const running: Promise<unknown>[] = [];
  const began = performance.now();
  for (let elapsed = 0; elapsed < durationMs; elapsed = performance.now() - began) {
    while (running.length < (elapsed * perSecond) / 1_000) running.push(work());
    await wait(1);
  }
  await Promise.all(running);
  return running.length;
};
