import { CommandHandler } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { createTestDatabase } from '@kefu/testing/servers';
import { metadata, payload } from '../append/payload.ts';
import type { Contestant } from '../contest.ts';
import { versionOf } from '../version.ts';
import { evolve, initial } from './counter.ts';
import type { Deciding } from './kefu.ts';

type CaseOpened = { type: 'CaseOpened'; data: typeof payload; metadata: typeof metadata };

/** Its own command handler, with its own retries on conflicts. */
export const createEmmettDecider = async ({ poolSize, streams, length }: Deciding): Promise<Contestant> => {
  const database = await createTestDatabase('bench_emmett');
  const connectionString = database.migrationDatabaseUrl;
  const pool = new pg.Pool({ connectionString, max: poolSize });
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(connectionString, {
    connectionOptions: { pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  const event: CaseOpened = { type: 'CaseOpened', data: payload, metadata };
  const thousand = Array.from({ length: Math.min(length, 1_000) }, () => event);
  const names = Array.from({ length: streams }, (_, i) => `case-${i}`);
  for (const stream of names) {
    for (let written = 0; written < length; written += thousand.length)
      await store.appendToStream<CaseOpened>(stream, thousand);
  }
  const handle = CommandHandler<typeof initial, CaseOpened>({
    evolve,
    initialState: () => initial,
    retry: { onVersionConflict: 100 },
  });
  let calls = 0;
  return {
    name: 'emmett',
    version: versionOf('@event-driven-io/emmett-postgresql'),
    work: async () => {
      const stream = names[calls++ % streams] ?? '';
      await handle(store, stream, () => event);
      return stream;
    },
    complaint: async (acknowledged) => {
      const { rows } = await pool.query<{ stored: number }>(
        'SELECT count(*)::int AS stored FROM emt_messages',
      );
      const wanted = streams * length + acknowledged;
      return rows[0]?.stored === wanted ? undefined : `${rows[0]?.stored} stored of ${wanted}`;
    },
    close: async () => {
      await store.close();
      await pool.end();
      await database.close();
    },
  };
};
