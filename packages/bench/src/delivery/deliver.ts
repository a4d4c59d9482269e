import type { Benchmark } from '../frame/benchmark.ts';
import type { Contestant } from '../frame/contestant.ts';
import { figuresOf } from '../frame/statistics.ts';
import { openHandPath } from './hand-path.ts';
import { openKefuPath } from './kefu-path.ts';
import { complaintOfEffects, type Path } from './path.ts';

const perSecond = 500;
const bytes = 300;

const delivering = (path: Path): Contestant => {
  let published = 0;
  return {
    ...path,
    round: async (_load, durationMs) => {
      const { count } = await path.tell({ do: 'publish', perSecond, durationMs, bytes });
      published += count;
      const { tookMs } = await path.effective(count);
      return figuresOf(tookMs, durationMs);
    },
    complaint: () => complaintOfEffects(path.pool, published),
  };
};

/** How long it takes until another service has acted on an event, at a pace that is far from the limit. */
export const deliver: Benchmark = {
  name: 'deliver',
  what: 'One event → another service’s committed effect (an inbox mark and a row), 500 a second, timed from the beginning of the commit or of the send to the end of the effect’s commit. By hand there is no log: what is sent is lost with its process.',
  aims: [
    { figure: 'p50', atMost: 15 },
    { figure: 'p99', atMost: 60 },
  ],
  prepare: async () => {
    const ours = await openKefuPath('deliver');
    await ours.tell({ do: 'relay' });
    return {
      loads: [{ name: `${perSecond}/s`, concurrency: 1 }],
      contestants: [ours, await openHandPath('deliver', false)].map(delivering),
    };
  },
};
