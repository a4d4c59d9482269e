import type { Benchmark } from '../frame/benchmark.ts';
import { calling } from '../frame/calls.ts';
import { createFastify } from './fastify.ts';
import { createKefu } from './kefu.ts';

export const http: Benchmark = {
  name: 'http',
  what: 'HTTP command → committed event → answer; client and servers in processes of their own, connections kept.',
  aims: [
    { figure: 'perSecond', against: 'bare Fastify', atLeast: 0.6 },
    { figure: 'p50', against: 'bare Fastify', by: 'difference', atMost: 1 },
  ],
  prepare: async ({ seed }) => ({
    loads: [16, 64].map((concurrency) => ({ name: `${concurrency} at once`, concurrency })),
    contestants: [await createKefu(seed), await createFastify(seed)].map(calling),
  }),
};
