import type { Benchmark } from '../frame/benchmark.ts';
import { calling } from '../frame/calls.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

const lengths = [100, 10_000];

export const decide: Benchmark = {
  name: 'decide',
  what: 'Load a stream, decide on all of it, append one event; 16 at once on streams of a length; kefu with snapshots of the longer.',
  aims: [{ figure: 'perSecond', against: 'emmett', atLeast: 3 }],
  prepare: async () => ({
    loads: lengths.map((size) => ({
      name: `a stream of ${size.toLocaleString('en')}`,
      concurrency: 16,
      size,
    })),
    contestants: [await createKefu(lengths), await createEmmett(lengths)].map(calling),
  }),
};
