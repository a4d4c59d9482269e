import { setTimeout as wait } from 'node:timers/promises';
import { runAll } from '../frame/database.ts';
import type { Appender } from './appender.ts';

/** What goes on beside 16 that append; it ends when the signal aborts. */
export type Disturbance = {
  name: string;
  /** Each event is also told to a view, which begins empty. */
  hasView?: boolean;
  disturb(appender: Appender, over: AbortSignal): Promise<void>;
};

const everySecond = async (over: AbortSignal, work: () => Promise<void>): Promise<void> => {
  while (!over.aborted) {
    await work();
    await wait(1_000, undefined, { signal: over }).catch(() => undefined);
  }
};

const eager = [
  'autovacuum_vacuum_insert_threshold = 1000',
  'autovacuum_vacuum_insert_scale_factor = 0',
  'autovacuum_vacuum_threshold = 1000',
  'autovacuum_vacuum_scale_factor = 0',
  'autovacuum_analyze_threshold = 1000',
  'autovacuum_analyze_scale_factor = 0',
].join(', ');

const asSuperuser = (statement: string): Promise<void> =>
  runAll(process.env.KEFU_TEST_POSTGRES_URL ?? '', [statement, 'SELECT pg_reload_conf()']);

export const disturbances: Disturbance[] = [
  { name: 'cold tables, never analysed', disturb: async () => undefined },
  {
    name: 'a view whose rows are changed, never analysed',
    hasView: true,
    disturb: async () => undefined,
  },
  {
    name: 'new connections every second',
    disturb: (appender, over) => everySecond(over, appender.reconnect),
  },
  {
    name: 'VACUUM ANALYZE every second',
    disturb: (appender, over) => everySecond(over, () => appender.asOwner(['VACUUM ANALYZE event'])),
  },
  {
    name: 'autovacuum every second',
    disturb: async (appender, over) => {
      await appender.asOwner([`ALTER TABLE IF EXISTS event SET (${eager})`]);
      await asSuperuser(`ALTER SYSTEM SET autovacuum_naptime = '1s'`);
      try {
        await everySecond(over, async () => undefined);
      } finally {
        await asSuperuser('ALTER SYSTEM RESET autovacuum_naptime');
      }
    },
  },
];
