import { setTimeout as delay } from 'node:timers/promises';

import {
  end,
  forgetRecord,
  launch,
  untilReady,
  type Launched,
  type Places,
  type Program,
} from '@kefu/servers';

export type Supervised = { program: Program; started: Promise<void>; stop: () => Promise<void> };

const SHORTEST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_AFTER_MS = 30_000;

/**
 * Keeps a program running until it is stopped. What dies is started again after a pause that doubles while it keeps
 * dying; the first start alone may fail for good, so that a wrong setting is said instead of tried for ever.
 */
export const supervise = (program: Program, places: Places, report: (line: string) => void): Supervised => {
  const stopping = new AbortController();
  let current: Launched | undefined;

  const startOnce = async (): Promise<Launched> => {
    current = await launch(program, places);
    return current;
  };

  const keepRunning = async (first: Launched): Promise<void> => {
    let launched: Launched | undefined = first;
    let pauseMs = SHORTEST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const since = Date.now();
      const reason = launched === undefined ? 'it did not start' : await launched.exited;
      if (stopping.signal.aborted) return;
      if (Date.now() - since > STEADY_AFTER_MS) pauseMs = SHORTEST_PAUSE_MS;
      report(`${program.name} died (${reason}); it is started again in ${pauseMs / 1000} s`);
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      launched = await startOnce().catch((error: unknown) => {
        report(error instanceof Error ? error.message : String(error));
        return undefined;
      });
    }
  };

  const first = startOnce();
  const running = first.then(keepRunning);
  const started = first.then((launched) => untilReady(program, launched, places));
  running.catch(() => undefined); // `started` carries the same failure

  return {
    program,
    started,
    stop: async () => {
      stopping.abort();
      if (current !== undefined) await end(current, program.stopSignal);
      await running.catch(() => undefined);
      if (current !== undefined) await end(current, program.stopSignal); // one that was just being started again
      forgetRecord(places, program.name);
    },
  };
};
