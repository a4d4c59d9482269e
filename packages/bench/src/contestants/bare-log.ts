import type pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import { createHandPool, runAll } from '../frame/database.ts';
import { versionOf } from '../frame/version.ts';
import { complaintOf } from './payload.ts';

export const eventTable = `CREATE TABLE event (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text NOT NULL,
  version bigint NOT NULL,
  type text NOT NULL,
  id uuid NOT NULL,
  data text NOT NULL,
  metadata text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (stream, version)
)`;

export const pgVersion = `pg ${versionOf('pg')}`;

export type BareLog = { pool: pg.Pool; databaseUrl: string; close(): Promise<void> };

/** A table of events without order that a reader could trust, without guard or marks. */
export const openBareLog = async (
  name: string,
  tables: Record<string, string> = {},
  more: pg.PoolConfig = {},
): Promise<BareLog> => {
  const database = await createTestDatabase(`bench_${name}_bare`);
  await runAll(database.migrationDatabaseUrl, [
    eventTable,
    ...Object.entries(tables).map(([table, columns]) => `CREATE TABLE ${table} (${columns})`),
    ...['event', ...Object.keys(tables)].map(
      (table) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${database.serviceRole}`,
    ),
  ]);
  const pool = createHandPool(database.databaseUrl, more);
  return {
    pool,
    databaseUrl: database.databaseUrl,
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
};

export const countOf = async (pool: pg.Pool, table: string): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
};

export const complaintOfCount = async (
  pool: pg.Pool,
  table: string,
  wanted: number,
): Promise<string | undefined> => {
  const count = await countOf(pool, table);
  return complaintOf(count !== wanted && `${count} rows in ${table}, not ${wanted}`);
};
