import type { Event } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore, type PostgresEventStore } from '@event-driven-io/emmett-postgresql';
import type pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import type { Follow } from '../frame/calls.ts';
import { createHandPool } from '../frame/database.ts';
import { versionOf } from '../frame/version.ts';
import { complaintOf, type metadata, type payload } from './payload.ts';

export const emmett = { name: 'emmett', version: versionOf('@event-driven-io/emmett-postgresql') };

export type CaseOpened = Event<'CaseOpened', typeof payload, typeof metadata>;

export type Emmett = {
  store: PostgresEventStore;
  pool: pg.Pool;
  connectionString: string;
  close(): Promise<void>;
};

/** Its store in a fresh database, its schema made up front; it works as the owner. */
export const openEmmett = async (name: string): Promise<Emmett> => {
  const database = await createTestDatabase(`bench_${name}_emmett`);
  const connectionString = database.migrationDatabaseUrl;
  const pool = createHandPool(connectionString);
  const store = getPostgreSQLEventStore(connectionString, {
    connectionOptions: { pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  return {
    store,
    pool,
    connectionString,
    close: async () => {
      await store.close();
      await pool.end();
      await database.close();
    },
  };
};

const audit = `
  WITH read AS (
    SELECT stream_position,
           lag(stream_position, 1, 0) OVER (PARTITION BY stream_id ORDER BY transaction_id, global_position) AS before
    FROM emt_messages
  )
  SELECT count(*)::int AS stored, (count(*) FILTER (WHERE stream_position <> before + 1))::int AS disordered FROM read`;

/** In its own order of reading, against its own stream positions. */
export const complaintOfEmmett = async ({ pool }: Emmett, appended: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ stored: number; disordered: number }>(audit);
  const { stored = 0, disordered = 0 } = rows[0] ?? {};
  return complaintOf(
    stored !== appended && `${stored} stored of ${appended}`,
    disordered > 0 && `${disordered} out of order`,
  );
};

export const followEmmett =
  ({ store }: Emmett): Follow =>
  async (onEvent) => {
    const consumer = store.consumer<CaseOpened>();
    consumer.reactor({
      processorId: 'live',
      startFrom: 'END',
      eachMessage: (message) => onEvent(message.metadata.streamName),
    });
    const reading = consumer.start();
    return async () => {
      await consumer.close();
      await reading;
    };
  };
