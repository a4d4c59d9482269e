import { isExpectedVersionConflictError, STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import type { Contestant } from '../contest.ts';
import { versionOf } from '../version.ts';
import type { Appending } from './kefu.ts';
import { metadata, newStream, payload } from './payload.ts';

type CaseOpened = { type: 'CaseOpened'; data: typeof payload; metadata: typeof metadata };

/** Its own order of reading, against its own stream positions. */
const audit = `
  WITH read AS (
    SELECT stream_position, lag(stream_position) OVER (PARTITION BY stream_id ORDER BY transaction_id, global_position) AS before
    FROM emt_messages
  )
  SELECT count(*)::int AS stored, (count(*) FILTER (WHERE stream_position <= before))::int AS disordered FROM read`;

export const createEmmett = async ({
  poolSize,
  events: count = 1,
  streams,
}: Appending): Promise<Contestant> => {
  const database = await createTestDatabase('bench_emmett');
  // It creates its schema itself, so it works as the owner.
  const connectionString = database.migrationDatabaseUrl;
  const pool = new pg.Pool({ connectionString, max: poolSize });
  // Its pool ends before its connections have; the database is dropped under them.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(connectionString, {
    connectionOptions: { pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  const events = Array.from({ length: count }, (): CaseOpened => ({
    type: 'CaseOpened',
    data: payload,
    metadata,
  }));
  let calls = 0;
  let retries = 0;
  /** Without an expected version it still conflicts under contention, so its client tries again. */
  const appendHot = async (stream: string): Promise<void> => {
    for (;;) {
      try {
        await store.appendToStream<CaseOpened>(stream, events);
        return;
      } catch (error) {
        if (!isExpectedVersionConflictError(error)) throw error;
        retries++;
      }
    }
  };
  return {
    name: 'emmett',
    version: versionOf('@event-driven-io/emmett-postgresql'),
    work: async () => {
      if (streams !== undefined) {
        const hot = `hot-${calls++ % streams}`;
        await appendHot(hot);
        return hot;
      }
      const stream = newStream();
      await store.appendToStream<CaseOpened>(stream, events, {
        expectedStreamVersion: STREAM_DOES_NOT_EXIST,
      });
      return stream;
    },
    complaint: async (acknowledged) => {
      const { rows } = await pool.query<{ stored: number; disordered: number }>(audit);
      const { stored, disordered } = rows[0] ?? {};
      const wrong = [
        ...(stored === acknowledged * count ? [] : [`${stored} stored of ${acknowledged * count}`]),
        ...(disordered === 0 ? [] : [`${disordered} out of order`]),
        ...(retries === 0 ? [] : [`${retries} retries by its client`]),
      ];
      return wrong.length > 0 ? wrong.join(', ') : undefined;
    },
    follow: async (onEvent) => {
      const consumer = store.consumer<CaseOpened>();
      consumer.reactor({
        processorId: 'live',
        startFrom: 'END',
        eachMessage: ({ metadata: { streamName, streamPosition } }) => {
          if (streamPosition === 1n) onEvent(streamName);
        },
      });
      const reading = consumer.start();
      return async () => {
        await consumer.close();
        await reading;
      };
    },
    close: async () => {
      await store.close();
      await pool.end();
      await database.close();
    },
  };
};
