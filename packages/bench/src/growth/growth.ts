import type { Benchmark } from '../frame/benchmark.ts';
import { memoryOf } from './memory.ts';
import { createLogOf, loads, type Log } from './one-log.ts';

const sizes = [
  { count: 10_000, name: '10⁴ events' },
  { count: 1_000_000, name: '10⁶ events' },
];
const large = { count: 20_000_000, name: '2·10⁷ events' };
const compared = Object.values(loads)
  .filter((load) => load !== loads.loadLongest) // it is longer in a longer log
  .map(({ name }) => name);

export const growth: Benchmark = {
  name: 'growth',
  what: 'The same work on logs of 10⁴ events, 10⁶ (nine tenths of them streams of their own, one stream of 10⁵) and, with --large, 2·10⁷: at most a fifth slower.',
  aims: ['10⁶ events', large.name].map((of) => ({
    loads: compared,
    figure: 'perSecond',
    of,
    against: '10⁴ events',
    atLeast: 0.8,
  })),
  prepare: async (settings) => {
    const logs: Log[] = [];
    for (const { count, name } of settings.large ? [...sizes, large] : sizes)
      logs.push(await createLogOf(count, name, settings.seed));
    return {
      loads: Object.values(loads),
      contestants: logs,
      facts: async () => {
        const facts = [];
        for (const log of logs)
          facts.push({
            name: `bytes on disk an event, ${log.name}`,
            value: String(Math.round(await log.bytesAnEvent())),
          });
        for (const count of settings.large ? [20_000, 1_000_000] : [20_000, 200_000])
          facts.push(...(await memoryOf(count, settings.seed)));
        return facts;
      },
    };
  },
};
