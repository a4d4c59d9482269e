import type { Benchmark } from '../frame/benchmark.ts';
import { calling } from '../frame/calls.ts';
import { createBareUnnest } from './bare-unnest.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

export const appendBatch: Benchmark = {
  name: 'append-batch',
  what: 'Several events of one decision to a new stream, 16 at once; figures count decisions.',
  aims: [
    { figure: 'perSecond', against: 'emmett', atLeast: 4 },
    { figure: 'perSecond', against: 'INSERT … unnest', atLeast: 1 },
  ],
  prepare: async ({ seed }) => ({
    loads: [10, 100].map((size) => ({ name: `${size} events`, concurrency: 16, size })),
    contestants: [await createKefu(seed), await createEmmett(seed), await createBareUnnest(seed)].map(
      calling,
    ),
  }),
};
