import type { Benchmark } from '../frame/benchmark.ts';
import type { Contestant } from '../frame/contestant.ts';
import { figuresOf } from '../frame/statistics.ts';
import { openHandPath } from './hand-path.ts';
import { openKefuPath } from './kefu-path.ts';
import { now } from './note.ts';
import { complaintOfEffects, type Path } from './path.ts';

const bytes = 1_000;
const mostEvents = 50_000;
const eventsPerSecondAsked = 25_000;

const relaying = (path: Path): Contestant => {
  let published = 0;
  return {
    ...path,
    round: async (_load, durationMs) => {
      const wanted = Math.min(mostEvents, Math.ceil((durationMs / 1_000) * eventsPerSecondAsked));
      const { count } = await path.tell({ do: 'append', count: wanted, bytes });
      published += count;
      const began = now();
      await path.tell({ do: 'relay' });
      const { tookMs, lastAt } = await path.effective(count);
      await path.tell({ do: 'rest' });
      return { perSecond: figuresOf([], lastAt - began, tookMs.length).perSecond };
    },
    complaint: () => complaintOfEffects(path.pool, published),
  };
};

/** How fast a backlog goes through. */
export const relay: Benchmark = {
  name: 'relay',
  what: 'A backlog of events of 1 KB (25,000 for each second asked for, 50,000 at most) is relayed to Kafka and consumed, each with one row and an inbox mark as its effect. By hand: rows read and sent in batches of 500, one INSERT of many rows a consumed batch.',
  aims: [{ figure: 'perSecond', against: 'kafkajs by hand', atLeast: 0.7 }],
  prepare: async () => ({
    loads: [{ name: 'a backlog', concurrency: 1 }],
    contestants: [await openKefuPath('relay'), await openHandPath('relay', true)].map(relaying),
  }),
};
