import { setTimeout as wait } from 'node:timers/promises';
import type { Logger, Stoppable } from '@kefu/service';

const longestPauseMs = 10_000;

/** Runs a long work until stopped; when it fails it is begun again, with growing pauses. */
export const keepRunning = (
  name: string,
  logger: Logger,
  work: (signal: AbortSignal) => Promise<void>,
): Stoppable => {
  const stopping = new AbortController();
  const { signal } = stopping;

  const run = async (): Promise<void> => {
    for (let pauseMs = 500; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const startedAt = Date.now();
      try {
        await work(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (Date.now() - startedAt > longestPauseMs) pauseMs = 500; // it had run well
        logger.warn(
          { err: error, work: name, againInMs: pauseMs },
          'a work of the service failed and begins again',
        );
        await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
