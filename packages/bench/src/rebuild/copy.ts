import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { createEventStore } from '@kefu/event-store';
import { metadata, payload } from '../append/payload.ts';
import { createLogDatabase } from '../database.ts';
import { versionOf } from '../version.ts';
import type { CaseOpened } from '../view/cases-view.ts';
import { atOnce, streamOf, type Rebuilder } from './rebuilder.ts';

/** The bare limit of moving so many rows through a client: the whole log out of one table and into another. */
export const createCopy = async (events: number): Promise<Rebuilder> => {
  const database = await createLogDatabase('bench_copy');
  const store = createEventStore<CaseOpened>({
    databaseUrl: database.databaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
  });
  const some = Array.from({ length: atOnce }, (): CaseOpened => ({ type: 'CaseOpened', data: payload }));
  for (let nth = 0; nth * atOnce < events; nth++)
    await store.commit({ appends: [{ stream: streamOf(nth), expected: 'any', events: some, metadata }] });
  await store.close();
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.migrationDatabaseUrl });
    await client.connect();
    return client;
  };
  const [reader, writer] = await Promise.all([connect(), connect()]);
  return {
    name: 'COPY',
    version: `pg-copy-streams ${versionOf('pg-copy-streams')}`,
    rebuild: async () => {
      const columns = 'epoch, xid, sequence, version, stream, type, data';
      await writer.query(
        'DROP TABLE IF EXISTS copied_event; CREATE TABLE copied_event AS SELECT * FROM event LIMIT 0',
      );
      await pipeline(
        reader.query(to(`COPY (SELECT ${columns} FROM event ORDER BY epoch, xid, sequence) TO STDOUT`)),
        writer.query(from(`COPY copied_event (${columns}) FROM STDIN`)),
      );
      const { rows } = await writer.query<{ hash: string }>(
        'SELECT count(*)::text AS hash FROM copied_event',
      );
      return rows[0]?.hash ?? '';
    },
    close: async () => {
      await Promise.all([reader.end(), writer.end()]);
      await database.close();
    },
  };
};
