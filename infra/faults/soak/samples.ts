import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { residentMegabytes } from '@kefu/servers';
import type { Notes } from '../notes/service.ts';
import { lowestOfEachMinute, slopeOf, type Sample } from './slope.ts';

/** By how much the lowest value of a minute may grow in a minute, the first fifth of the run left out as its warm-up. */
const flat = { 'memory, MB': 1, 'lag, events': 20, connections: 0.5, 'open files': 0.5 };
export type Measured = keyof typeof flat;

export type Trend = { what: Measured; perMinute: number; limit: number; most: number; last: number };

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
    note('lag, events', await service.lagNow());
    const { rows } = await service.store.pool.query<{ connections: number }>(
      'SELECT count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database()',
    );
    note('connections', rows[0]?.connections ?? 0);
  };
  const working = (async () => {
    while (sampling) {
      await look().catch(() => undefined);
      await delay(everyMs);
    }
  })();
  return async (): Promise<Trend[]> => {
    sampling = false;
    await working;
    return Object.entries(samples).map(([name, all]) => {
      const what = name as Measured; // a key of `samples`
      const warm = lowestOfEachMinute(all.slice(Math.floor(all.length / 5)));
      return {
        what,
        perMinute: slopeOf(warm),
        limit: flat[what],
        most: Math.max(...all.map(({ value }) => value)),
        last: all.at(-1)?.value ?? 0,
      };
    });
  };
};
