import type { Scenario } from '@kefu/testing/faults';

export type Breakable = {
  scenario: Scenario;
  /** Resolves once nothing goes on any more of what was broken off. */
  settled(): Promise<void>;
};

/**
 * A scenario that breaks off when told to, so that all it started is ended as ever. What it was about to start just then
 * is ended as soon as it is there.
 */
export const breakable = (scenario: Scenario, over: AbortSignal): Breakable => {
  let playing = Promise.resolve();
  const late: Promise<unknown>[] = [];
  return {
    scenario: {
      ...scenario,
      play: async (stage) => {
        over.throwIfAborted();
        const { promise: told, reject } = Promise.withResolvers<never>();
        const breakOff = (): void => reject(over.reason);
        over.addEventListener('abort', breakOff, { once: true });
        playing = scenario.play({
          ...stage,
          finally: (tidyUp) => {
            if (over.aborted) late.push((async () => tidyUp())());
            else stage.finally(tidyUp);
          },
        });
        try {
          await Promise.race([playing, told]);
        } finally {
          over.removeEventListener('abort', breakOff);
        }
      },
    },
    settled: async () => {
      await playing.catch(() => undefined);
      await Promise.allSettled(late);
    },
  };
};

/** Calls back, once, when somebody wants us to end: by a signal, by leaving our output unread, or by ending our parent. */
export const onEndWanted = (end: (why: string) => void): void => {
  let wanted = false;
  const want = (why: string): void => {
    if (!wanted) end(why);
    wanted = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => want(signal));
  for (const output of [process.stdout, process.stderr])
    output.on('error', () => want('nobody reads the output'));
  const parent = process.ppid;
  const looking = setInterval(() => process.ppid !== parent && want('its parent ended'), 1_000);
  looking.unref();
};
