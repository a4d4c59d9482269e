import { pgVersion } from '../contestants/bare-log.ts';
import { kefu } from '../contestants/kefu-log.ts';
import { complaintOf } from '../contestants/payload.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import { keepCalling } from '../frame/calls.ts';
import type { Contestant, Fact, Load } from '../frame/contestant.ts';
import { countBySecond, medianOf, uglySecondsOf } from '../frame/statistics.ts';
import { openBareAppender, openKefuAppender, type Appender } from './appender.ts';
import { disturbances } from './disturbances.ts';

const concurrency = 16;
/** A run must have seconds enough for one to stand out. */
const timesAsLong = 5;

/** Each round begins with a fresh log. Figures are of the median second. */
const createContestant = (
  contestant: Pick<Contestant, 'name' | 'version'>,
  open: (seed: number, hasView: boolean) => Promise<Appender>,
  seed: number,
): Contestant & { facts(): Fact[] } => {
  const seconds = new Map<string, number[][]>();
  const complaints: (string | undefined)[] = [];
  return {
    ...contestant,
    round: async (load, durationMs) => {
      const disturbance = disturbances.find(({ name }) => name === load.name);
      const appender = await open(seed, disturbance?.hasView ?? false);
      const over = new AbortController();
      const moments: number[] = [];
      const runMs = durationMs * timesAsLong;
      try {
        const disturbing = disturbance?.disturb(appender, over.signal);
        const figures = await keepCalling(appender.append, concurrency, runMs, (_, atMs) =>
          moments.push(atMs),
        );
        over.abort();
        await disturbing;
        complaints.push(await appender.complaint());
        const counted = countBySecond(moments, runMs);
        seconds.set(load.name, [...(seconds.get(load.name) ?? []), counted]);
        return { ...figures, perSecond: medianOf(counted) };
      } finally {
        over.abort();
        await appender.close();
      }
    },
    complaint: async () => complaintOf(...complaints),
    facts: () =>
      [...seconds].map(([name, rounds]) => {
        const ugly = rounds.reduce((sum, counted) => sum + uglySecondsOf(counted), 0);
        const slowest = rounds.map((counted) => {
          const [least, usual] = [Math.min(...counted), medianOf(counted)];
          return `${least.toLocaleString('en')} of ${usual.toLocaleString('en')}`;
        });
        return {
          name: `${contestant.name}, ${name}`,
          value: `${ugly === 0 ? '✓ no' : `✗ ${ugly}`} ugly second${ugly === 1 ? '' : 's'} of ${rounds.flat().length}; slowest of each round beside its median: ${slowest.join(', ')}`,
        };
      }),
    close: async () => undefined,
  };
};

export const cliffs: Benchmark = {
  name: 'cliffs',
  what: 'One event to a new stream, 16 at once, on a log that is new in each round, while something else goes on. Figures are of the median second; a second of a third of it or less is ugly.',
  aims: [],
  prepare: async ({ seed }) => {
    const contestants = [
      createContestant(kefu, openKefuAppender, seed),
      {
        ...createContestant({ name: 'bare INSERT', version: pgVersion }, openBareAppender, seed),
        skips: ({ name }: Load) => disturbances.some((one) => one.name === name && one.hasView),
      },
    ];
    return {
      loads: disturbances.map(({ name }) => ({ name, concurrency })),
      contestants,
      warmUpMs: 0,
      facts: async () => contestants.flatMap((contestant) => contestant.facts()),
    };
  },
};
