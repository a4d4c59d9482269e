import { setTimeout as wait } from 'node:timers/promises';
import { measure, spreadOf, type Spread } from './measure.ts';

/** Somebody who does the same work as the others. */
export type Contestant = {
  name: string;
  version: string;
  /** One unit of work; resolves when it is acknowledged, with a stream that it wrote. */
  work(): Promise<string>;
  /** What is wrong with what was written, given how many calls were acknowledged; undefined when it is clean. */
  complaint(acknowledged: number): Promise<string | undefined>;
  /** Reads live what is written from now on; answers how to stop. Only of those that have a feed. */
  follow?(onEvent: (stream: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

export type Result = {
  load: string;
  contestant: string;
  perSecond: Spread;
  p50: Spread;
  p99: Spread;
  /** What is wrong with what it wrote or delivered; `clean` where nothing is. */
  correctness: string;
  /** How many times as fast kefu was, round by round; of the others only. */
  kefuTimes?: Spread;
};

/** What the house wants: kefu at least so many times as fast as a contestant under a load. */
export type Aim = { load: string; against: string; atLeast: number };

/** The one that the others are compared with. */
export const ours = 'kefu';

export type Settings = {
  rounds: number;
  durationMs: number;
  /** Also what takes minutes. */
  large?: boolean;
};

const warmUpMs = 500;

/** Runs all contestants in turn, round by round, beginning with another one each time. */
export const contest = async (
  loads: readonly { name: string; concurrency: number }[],
  contestants: readonly Contestant[],
  { rounds, durationMs }: Settings,
): Promise<Result[]> => {
  const acknowledged = new Map<Contestant, number>();
  const run = async (
    contestant: Contestant,
    concurrency: number,
    ms: number,
    onStream?: (stream: string) => void,
  ) => {
    const work = async () => {
      const stream = await contestant.work();
      onStream?.(stream);
    };
    const figures = await measure(work, { concurrency, durationMs: ms });
    acknowledged.set(contestant, (acknowledged.get(contestant) ?? 0) + figures.calls);
    return figures;
  };
  const measured = [];
  for (const load of loads) {
    const figures = new Map<Contestant, Awaited<ReturnType<typeof run>>[]>();
    for (const contestant of contestants) await run(contestant, load.concurrency, warmUpMs);
    for (let round = 0; round < rounds; round++) {
      for (const i of contestants.keys()) {
        const contestant = contestants[(i + round) % contestants.length];
        if (!contestant) continue;
        process.stderr.write(`${load.name}, round ${round + 1} of ${rounds}: ${contestant.name}\n`);
        const figure = await run(contestant, load.concurrency, durationMs);
        figures.set(contestant, [...(figures.get(contestant) ?? []), figure]);
      }
    }
    measured.push({ load, figures });
  }
  const correctness = new Map<Contestant, string>();
  for (const contestant of contestants) {
    const live = await followed(contestant, (onStream) => run(contestant, writers, durationMs, onStream));
    const stored = await contestant.complaint(acknowledged.get(contestant) ?? 0);
    const complaints = [stored, live].filter((complaint) => complaint !== undefined);
    correctness.set(contestant, complaints.join('; ') || 'clean');
  }
  return measured.flatMap(({ load, figures }) => {
    const kefu = contestants.find(({ name }) => name === ours);
    const own = (kefu && figures.get(kefu)) ?? [];
    return contestants.map((contestant) => {
      const all = figures.get(contestant) ?? [];
      const times = all.map(({ perSecond }, round) => (own[round]?.perSecond ?? Number.NaN) / perSecond);
      return {
        load: load.name,
        contestant: contestant.name,
        perSecond: spreadOf(all.map(({ perSecond }) => perSecond)),
        p50: spreadOf(all.map(({ p50 }) => p50)),
        p99: spreadOf(all.map(({ p99 }) => p99)),
        correctness: correctness.get(contestant) ?? '',
        ...(kefu && contestant !== kefu && { kefuTimes: spreadOf(times) }),
      };
    });
  });
};

const writers = 16;
const patienceMs = 5_000;

/** Writes under the eyes of a live reader: does it get everything, and once? */
const followed = async (
  { name, follow }: Contestant,
  write: (onStream: (stream: string) => void) => Promise<unknown>,
): Promise<string | undefined> => {
  if (!follow) return undefined;
  process.stderr.write(`live reader: ${name}\n`);
  const written = new Set<string>();
  const delivered = new Map<string, number>();
  let lastAt = performance.now();
  const stop = await follow((stream) => {
    delivered.set(stream, (delivered.get(stream) ?? 0) + 1);
    lastAt = performance.now();
  });
  await write((stream) => written.add(stream));
  const missed = () => [...written].filter((stream) => !delivered.has(stream)).length;
  while (missed() > 0 && performance.now() - lastAt < patienceMs) await wait(50);
  await stop();
  const twice = [...written].filter((stream) => (delivered.get(stream) ?? 0) > 1).length;
  return missed() + twice === 0 ? undefined : `live: ${missed()} of ${written.size} missed, ${twice} twice`;
};
