import type { Benchmark } from '../frame/benchmark.ts';
import type { Contestant } from '../frame/contestant.ts';
import { createCopy } from './copy.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

const loadOf = (count: number) => ({
  name: `${count.toLocaleString('en')} events`,
  concurrency: 1,
  size: count,
});

/** One contestant over logs of several sizes: a load is the log of its size. The second of `times` rebuilds is timed. */
const bySize = async (
  sizes: readonly number[],
  times: 1 | 2,
  create: (count: number) => Promise<Contestant>,
): Promise<Contestant> => {
  const logs = new Map<number, Contestant>();
  for (const size of sizes) logs.set(size, await create(size));
  const [any] = logs.values();
  if (!any) throw new RangeError('no sizes');
  return {
    name: any.name,
    version: any.version,
    skips: ({ size = 0 }) => !logs.has(size),
    round: async (load, durationMs) => {
      const log = logs.get(load.size ?? 0);
      if (!log) throw new RangeError(`no log of ${load.size}`);
      if (times === 2) await log.round(load, durationMs);
      return log.round(load, durationMs);
    },
    complaint: async () => {
      const complaints = [];
      for (const log of logs.values()) complaints.push(await log.complaint());
      return complaints.find((complaint) => complaint !== undefined);
    },
    remark: () => [...logs.values()].flatMap((log) => log.remark?.() ?? []).join(', '),
    close: async () => {
      for (const log of logs.values()) await log.close();
    },
  };
};

export const rebuild: Benchmark = {
  name: 'rebuild',
  what: 'A view of 250 rows anew from the whole log, by kefu twice a round (the second is timed); figures count events.',
  aims: [
    { figure: 'perSecond', atLeast: 100_000 },
    { figure: 'perSecond', against: 'emmett', atLeast: 1 },
  ],
  prepare: async ({ seed, large }) => {
    const sizes = large ? [20_000, 1_000_000] : [20_000];
    return {
      loads: sizes.map(loadOf),
      warmUpMs: 0,
      contestants: [
        await bySize(sizes, 2, (count) => createKefu(count, seed)),
        // Event by event, it would take a quarter of an hour for a million.
        await bySize([20_000], 1, (count) => createEmmett(count, seed)),
        await bySize(sizes, 1, (count) => createCopy(count, seed)),
      ],
    };
  },
};
