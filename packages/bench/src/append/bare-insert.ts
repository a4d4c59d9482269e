import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import type { Contestant } from '../contest.ts';
import { runAll } from '../database.ts';
import { versionOf } from '../version.ts';
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

/** One prepared INSERT a command: no order that a reader could trust, no guard, no marks. */
export const createBareInsert = async (poolSize: number): Promise<Contestant> => {
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
      await pool.query({
        ...insert,
        values: [stream, 'CaseOpened', randomUUID(), JSON.stringify(payload), JSON.stringify(metadata)],
      });
      return stream;
    },
    complaint: async (acknowledged) => {
      const { rows } = await pool.query<{ stored: number }>('SELECT count(*)::int AS stored FROM event');
      return rows[0]?.stored === acknowledged ? undefined : `${rows[0]?.stored} stored of ${acknowledged}`;
    },
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
};
