import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { residentMegabytes } from '@kefu/servers';
import { slopeOf, type Sample } from './slope.ts';
import type { Notes } from '../notes/service.ts';

type Measured = 'memory, MB' | 'lag, events' | 'connections' | 'open files';

/** Looks at one process and its database every few seconds. What does not answer is not measured. */
export const startSampling = (service: Notes, pid: number, everyMs = 5_000) => {
  const samples: Record<Measured, Sample[]> = {
    'memory, MB': [],
    'lag, events': [],
    connections: [],
    'open files': [],
  };
  const startedAt = performance.now();
  let sampling = true;
  const note = (what: Measured, value: number) =>
    samples[what].push({ atMinutes: (performance.now() - startedAt) / 60_000, value });
  const look = async (): Promise<void> => {
    note('memory, MB', residentMegabytes(pid));
    note('open files', readdirSync(`/proc/${pid}/fd`).length);
    const { rows } = await service.store.pool.query<{ lag: number; connections: number }>(
      `SELECT (SELECT count(*) FROM event)::int - (SELECT count(DISTINCT event_id) FROM effect)::int AS lag,
              (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections`,
    );
    note('lag, events', rows[0]?.lag ?? 0);
    note('connections', rows[0]?.connections ?? 0);
  };
  const working = (async () => {
    while (sampling) {
      await look().catch(() => undefined);
      await delay(everyMs);
    }
  })();
  return async (): Promise<{ what: Measured; perMinute: number; most: number; last: number }[]> => {
    sampling = false;
    await working;
    return Object.entries(samples).map(([what, all]) => {
      // what it takes to warm up is no growth
      const warm = all.slice(Math.floor(all.length / 5));
      return {
        what: what as Measured, // a key of `samples`
        perMinute: slopeOf(warm),
        most: Math.max(...all.map(({ value }) => value)),
        last: all.at(-1)?.value ?? 0,
      };
    });
  };
};
