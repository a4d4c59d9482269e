import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import type { Contestant } from '../contest.ts';
import { runAll } from '../database.ts';
import { versionOf } from '../version.ts';
import type { Appending } from './kefu.ts';
import { metadata, newStream, payload } from './payload.ts';

const table = `CREATE TABLE event (
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

const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};
const insertMany = {
  name: 'insert_many',
  text: `INSERT INTO event (stream, version, type, id, data, metadata)
         SELECT $1, version, $2, id, data, metadata
         FROM unnest($3::uuid[], $4::text[], $5::text[]) WITH ORDINALITY AS e (id, data, metadata, version)`,
};
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** One prepared INSERT a command (of several rows: from arrays): no order that a reader could trust, no guard, no marks. */
export const createBareInsert = async ({ poolSize, events: count = 1 }: Appending): Promise<Contestant> => {
  const database = await createTestDatabase('bench_bare');
  await runAll(database.migrationDatabaseUrl, [
    table,
    `GRANT SELECT, INSERT ON event TO ${database.serviceRole}`,
  ]);
  const pool = new pg.Pool({ connectionString: database.databaseUrl, max: poolSize });
  // The pool has ended before its connections have; the database is dropped under them.
  pool.on('error', () => undefined);
  return {
    name: 'bare INSERT',
    version: `pg ${versionOf('pg')}`,
    work: async () => {
      const stream = newStream();
      const [data, note] = [() => JSON.stringify(payload), () => JSON.stringify(metadata)];
      await (count === 1
        ? pool.query({ ...insert, values: [stream, 'CaseOpened', randomUUID(), data(), note()] })
        : pool.query({
            ...insertMany,
            values: [stream, 'CaseOpened', times(count, randomUUID), times(count, data), times(count, note)],
          }));
      return stream;
    },
    complaint: async (acknowledged) => {
      const { rows } = await pool.query<{ stored: number }>('SELECT count(*)::int AS stored FROM event');
      const [{ stored } = { stored: 0 }] = rows;
      return stored === acknowledged * count ? undefined : `${stored} stored of ${acknowledged * count}`;
    },
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
};
