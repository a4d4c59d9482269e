import type { Benchmark } from '../frame/benchmark.ts';
import { calling } from '../frame/calls.ts';
import { createByHand } from './by-hand.ts';
import { createKefu } from './kefu.ts';

export const view: Benchmark = {
  name: 'view',
  what: 'One event to a new stream, its inline view’s row and an inbox mark in one transaction, 16 at once.',
  aims: [{ figure: 'perSecond', against: 'by hand', atLeast: 1.2 }],
  prepare: async ({ seed }) => ({
    loads: [{ name: '16 at once', concurrency: 16 }],
    contestants: [
      await createKefu(seed),
      await createByHand(seed, false),
      await createByHand(seed, true),
    ].map(calling),
  }),
};
