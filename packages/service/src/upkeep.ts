import { isNativeError } from 'node:util/types';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from './telemetry/log.ts';

export type Stoppable = { stop(): Promise<void> };

/** Something that a service needs to be ready, and that may be away for a while: database, relay, consumer, workers. */
export type Part = {
  name: string;
  /** Tried again until it succeeds; answers what there is to stop. */
  start(): Promise<Stoppable | undefined>;
  /** Asked at each readiness check once started: the reason why it does not work now, if there is one. */
  check?(): Promise<string | undefined> | string | undefined;
};

export type PartState = { state: 'waiting' | 'starting' | 'up' | 'down'; reason?: string };

export type Upkeep = {
  /** What each part does at the moment. */
  states(): Promise<Record<string, PartState>>;
  /** Resolves once every part has started. */
  started: Promise<void>;
  /** Ends the parts in the order they were given; each gets ten seconds. */
  stop(): Promise<void>;
};

const firstPauseMs = 200;
const longestPauseMs = 5_000;
const checkLimitMs = 2_000;
const stopLimitMs = 10_000;

const limited = async <Result>(work: Promise<Result>, ms: number): Promise<Result> => {
  const limit = new AbortController();
  const tooLate = wait(ms, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`does not answer within ${ms / 1_000} s`);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    limit.abort();
  }
};

const reasonOf = (error: unknown): string => {
  if (!isNativeError(error)) return 'unknown';
  // an address that has several: none of them answered
  const all = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return all.length > 0 ? all.map(reasonOf).join('; ') : error.message;
};

const checkedState = async (part: Part): Promise<PartState> => {
  try {
    const reason = await limited(Promise.resolve(part.check?.()), checkLimitMs);
    return reason ? { state: 'down', reason } : { state: 'up' };
  } catch (error) {
    return { state: 'down', reason: reasonOf(error) };
  }
};

/**
 * Starts the foundation, then the other parts side by side, and tries each until it works, with a growing pause:
 * a service is up and can say what it waits for long before its neighbours are.
 */
export const startUpkeep = (foundation: Part, parts: readonly Part[], logger: Logger): Upkeep => {
  const stopping = new AbortController();
  const all = [foundation, ...parts];
  const states = new Map<Part, PartState>(all.map((part) => [part, { state: 'waiting' }]));
  const running = new Map<Part, Stoppable | undefined>();

  const keepStarting = async (part: Part): Promise<void> => {
    for (
      let pauseMs = firstPauseMs;
      !stopping.signal.aborted;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    ) {
      try {
        running.set(part, await part.start());
        states.set(part, { state: 'up' });
        return;
      } catch (error) {
        states.set(part, { state: 'starting', reason: reasonOf(error) });
        logger.warn({ part: part.name, err: error, retryInMs: pauseMs }, 'a part could not start yet');
        await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const starting = new Map<Part, Promise<void>>();
  const foundationStarted = keepStarting(foundation);
  starting.set(foundation, foundationStarted);
  for (const part of parts)
    starting.set(
      part,
      foundationStarted.then(() => keepStarting(part)),
    );

  const stopPart = async (part: Part): Promise<void> => {
    await starting.get(part);
    await running.get(part)?.stop();
  };

  return {
    states: async () => {
      const checked = all.map(async (part): Promise<[string, PartState]> => {
        const known = states.get(part) ?? { state: 'waiting' };
        return [part.name, known.state === 'up' ? await checkedState(part) : known];
      });
      return Object.fromEntries(await Promise.all(checked));
    },
    started: Promise.all(starting.values()).then(() => undefined),
    stop: async () => {
      stopping.abort();
      for (const part of parts) {
        // One part that will not end must not keep the others from ending well.
        await limited(stopPart(part), stopLimitMs).catch((error: unknown) =>
          logger.error({ part: part.name, err: error }, 'a part did not stop well'),
        );
      }
    },
  };
};
