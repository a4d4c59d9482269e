import { seededRandom } from '@kefu/testing/sample';
import type { Benchmark } from '../frame/benchmark.ts';
import { calling } from '../frame/calls.ts';
import { createEmmett } from './emmett.ts';
import { createKefu } from './kefu.ts';

const streams = ['case-1', 'case-2', 'case-3', 'case-4'];

export const hotStreams: Benchmark = {
  name: 'hot-streams',
  what: '16 writers on 4 streams, without expected version.',
  aims: [{ figure: 'perSecond', against: 'emmett', atLeast: 3 }],
  prepare: async ({ seed }) => ({
    loads: [{ name: '16 on 4 streams', concurrency: 16 }],
    contestants: [
      await createKefu(streams, seededRandom(seed)),
      await createEmmett(streams, seededRandom(seed)),
    ].map(calling),
  }),
};
