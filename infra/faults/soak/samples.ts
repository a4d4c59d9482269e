import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { residentMegabytes } from '@kefu/servers';
import type { Notes } from '../notes/service.ts';
import type { Sample } from './slope.ts';
import { trendOf, type Measured, type Trend } from './trends.ts';

/** Looks at one process and its database every few seconds. What does not answer is not measured. */
export const startSampling = (service: Notes, pid: number, everyMs = 5_000) => {
  const samples: Record<Measured, Sample[]> = {
    'memory, MB': [],
    'lag, events': [],
    connections: [],
    'open files': [],
  };
  const startedAt = performance.now();
  const minutes = (): number => (performance.now() - startedAt) / 60_000;
  let sampling = true;
  const measures: Record<Measured, () => number | Promise<number>> = {
    'memory, MB': () => residentMegabytes(pid),
    'open files': () => readdirSync(`/proc/${pid}/fd`).length,
    'lag, events': service.lagNow,
    connections: async () => {
      const { rows } = await service.store.pool.query<{ connections: number }>(
        'SELECT count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database()',
      );
      return rows[0]?.connections ?? Number.NaN;
    },
  };
  const look = async (what: Measured): Promise<void> => {
    while (sampling) {
      try {
        const value = await measures[what]();
        if (value === 0 && what === 'memory, MB') continue; // so much has a process that is gone
        samples[what].push({ atMinutes: minutes(), value });
      } catch {
        // it is away, which the faults see to
      } finally {
        await delay(everyMs);
      }
    }
  };
  const all = Object.keys(samples) as Measured[]; // its keys
  const working = Promise.all(all.map(look));
  return async (): Promise<(Trend & { what: Measured; most: number; last: number | undefined })[]> => {
    const lasted = minutes();
    sampling = false;
    await working;
    return all.map((what) => ({
      what,
      ...trendOf(what, samples[what], lasted),
      most: Math.max(...samples[what].map(({ value }) => value)),
      last: samples[what].at(-1)?.value,
    }));
  };
};
