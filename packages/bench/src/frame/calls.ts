import { setTimeout as wait } from 'node:timers/promises';
import type { Contestant, Load } from './contestant.ts';
import { figuresOf, type Figures } from './statistics.ts';

/** A contestant whose work is calls, each acknowledged for itself. */
export type Caller = Omit<Contestant, 'round'> & {
  /** One call; resolves when it is acknowledged, with a stream that it wrote. */
  work(load: Load): Promise<string>;
};

/** Keeps so many calls going for a while. `onCall` hears of each stream, and when (ms since the beginning). */
export const keepCalling = async (
  call: () => Promise<string>,
  concurrency: number,
  durationMs: number,
  onCall?: (stream: string, atMs: number) => void,
): Promise<Figures> => {
  const took: number[] = [];
  const began = performance.now();
  const caller = async () => {
    for (let before = performance.now(); before - began < durationMs;) {
      const stream = await call();
      const after = performance.now();
      took.push(after - before);
      onCall?.(stream, after - began);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return figuresOf(took, performance.now() - began);
};

/** A closed loop: each of `concurrency` callers calls again once it was answered. */
export const calling = (caller: Caller): Contestant => ({
  ...caller,
  round: (load, durationMs) => keepCalling(() => caller.work(load), load.concurrency, durationMs),
});

/** Reads live what is written from now on; answers how to stop. */
export type Follow = (onEvent: (stream: string) => void) => Promise<() => Promise<void>>;

const watchedLoad: Load = { name: 'under the eyes of a live reader', concurrency: 16 };
const watchedMs = 2_000;
const patienceMs = 5_000;

/** Adds to the complaints what a live reader missed, or got twice, of 16 writers. */
export const watched = (caller: Caller, follow: Follow): Caller => ({
  ...caller,
  complaint: async () => {
    const written = new Set<string>();
    const delivered = new Map<string, number>();
    let lastAt = performance.now();
    const stop = await follow((stream) => {
      delivered.set(stream, (delivered.get(stream) ?? 0) + 1);
      lastAt = performance.now();
    });
    await keepCalling(
      () => caller.work(watchedLoad),
      watchedLoad.concurrency,
      watchedMs,
      (stream) => written.add(stream),
    );
    const missed = () => [...written].filter((stream) => !delivered.has(stream)).length;
    while (missed() > 0 && performance.now() - lastAt < patienceMs) await wait(50);
    await stop();
    const twice = [...written].filter((stream) => (delivered.get(stream) ?? 0) > 1).length;
    const live =
      missed() + twice > 0 ? `live reader: ${missed()} of ${written.size} missed, ${twice} twice` : undefined;
    const stored = await caller.complaint();
    return live && stored ? `${stored}; ${live}` : (live ?? stored);
  },
});
