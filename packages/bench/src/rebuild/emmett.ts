import {
  getPostgreSQLEventStore,
  pongoSingleStreamProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import { metadata, payload } from '../append/payload.ts';
import { versionOf } from '../version.ts';
import { atOnce, streamOf, type Rebuilder } from './rebuilder.ts';

type CaseOpened = { type: 'CaseOpened'; data: typeof payload; metadata: typeof metadata };
type Case = { opened: number };

/** Its own documents, rebuilt by its own tool; 500 events a batch, its best in our trials. */
export const createEmmettRebuild = async (events: number): Promise<Rebuilder> => {
  const database = await createTestDatabase('bench_emmett');
  const connectionString = database.migrationDatabaseUrl;
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => undefined);
  const projection = pongoSingleStreamProjection<Case, CaseOpened>({
    collectionName: 'cases',
    canHandle: ['CaseOpened'],
    evolve: (document: Case | null) => ({ opened: (document?.opened ?? 0) + 1 }),
  });
  const store = getPostgreSQLEventStore(connectionString, {
    connectionOptions: { pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  const some = Array.from({ length: atOnce }, (): CaseOpened => ({
    type: 'CaseOpened',
    data: payload,
    metadata,
  }));
  for (let nth = 0; nth * atOnce < events; nth++) await store.appendToStream<CaseOpened>(streamOf(nth), some);
  return {
    name: 'emmett',
    version: versionOf('@event-driven-io/emmett-postgresql'),
    rebuild: async () => {
      const consumer = rebuildPostgreSQLProjections<CaseOpened>({
        connectionString,
        projections: [projection],
        pulling: { batchSize: 500 },
      });
      await consumer.start();
      await consumer.close();
      const { rows } = await pool.query<{ hash: string }>(
        `SELECT count(*) || ':' || coalesce(sum((data ->> 'opened')::int), 0) AS hash FROM cases`,
      );
      return rows[0]?.hash ?? '';
    },
    close: async () => {
      await store.close();
      await pool.end();
      await database.close();
    },
  };
};
