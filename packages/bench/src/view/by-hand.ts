import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import { metadata, newStream, payload } from '../append/payload.ts';
import type { Contestant } from '../contest.ts';
import { runAll } from '../database.ts';
import { versionOf } from '../version.ts';
import { table } from './cases-view.ts';

const tables = [
  `CREATE TABLE event (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL,
     type text NOT NULL, id uuid NOT NULL, data text NOT NULL, metadata text NOT NULL,
     recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (stream, version))`,
  'CREATE TABLE inbox (consumer text NOT NULL, event_id text NOT NULL, PRIMARY KEY (consumer, event_id))',
  `CREATE TABLE case_view (${table})`,
];
const inbox = { name: 'inbox', text: 'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2)' };
const event = {
  name: 'event',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};
const view = {
  name: 'view',
  text: `INSERT INTO case_view AS v (stream, opened_at, opened) VALUES ($1, clock_timestamp(), 1)
         ON CONFLICT (stream) DO UPDATE SET opened = v.opened + 1`,
};

/** The same three writes in one transaction a command, sent without waiting in between. */
export const createByHand = async (poolSize: number): Promise<Contestant> => {
  const database = await createTestDatabase('bench_by_hand');
  await runAll(database.migrationDatabaseUrl, [
    ...tables,
    `GRANT SELECT, INSERT, UPDATE ON event, inbox, case_view TO ${database.serviceRole}`,
  ]);
  const pool = new pg.Pool({ connectionString: database.databaseUrl, max: poolSize, pipeline: true });
  pool.on('error', () => undefined);
  return {
    name: 'by hand',
    version: `pg ${versionOf('pg')}`,
    work: async () => {
      const stream = newStream();
      const client = await pool.connect();
      await Promise.all([
        client.query('BEGIN'),
        client.query({ ...inbox, values: ['bench', randomUUID()] }),
        client.query({
          ...event,
          values: [stream, 'CaseOpened', randomUUID(), JSON.stringify(payload), JSON.stringify(metadata)],
        }),
        client.query({ ...view, values: [stream] }),
        client.query('COMMIT'),
      ]);
      client.release();
      return stream;
    },
    complaint: async (acknowledged) => {
      const { rows } = await pool.query<{ stored: number }>('SELECT count(*)::int AS stored FROM case_view');
      return rows[0]?.stored === acknowledged ? undefined : `${rows[0]?.stored} rows of ${acknowledged}`;
    },
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
};
