import type { Benchmark } from '../frame/benchmark.ts';
import { calling } from '../frame/calls.ts';
import { createBareInsert } from './bare-insert.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

const loadOf = (concurrency: number) => ({ name: `${concurrency} at once`, concurrency });
const alone = [loadOf(1).name];
const many = [loadOf(16).name, loadOf(64).name];

export const append: Benchmark = {
  name: 'append',
  what: 'One event of 200 B to a new stream, as a command does it.',
  aims: [
    { loads: alone, figure: 'perSecond', against: 'emmett', atLeast: 2 },
    { loads: alone, figure: 'perSecond', against: 'bare INSERT', atLeast: 0.6 },
    { loads: alone, figure: 'p50', against: 'bare INSERT', by: 'difference', atMost: 0.3 },
    { loads: many, figure: 'perSecond', against: 'emmett', atLeast: 5 },
    { loads: many, figure: 'perSecond', against: 'bare INSERT', atLeast: 1.2 },
    { loads: many, figure: 'p99', against: 'bare INSERT', atMost: 1 },
  ],
  prepare: async ({ seed }) => ({
    loads: [1, 16, 64].map(loadOf),
    contestants: [await createKefu(seed), await createEmmett(seed), await createBareInsert(seed)].map(
      calling,
    ),
  }),
};
