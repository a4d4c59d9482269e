import { createEventStore } from '@kefu/event-store';
import { metadata, payload } from '../append/payload.ts';
import { createLogDatabase } from '../database.ts';
import { cases, table, type CaseOpened } from '../view/cases-view.ts';
import { atOnce, streamOf, type Rebuilder } from './rebuilder.ts';

export const createKefuRebuild = async (events: number): Promise<Rebuilder> => {
  const database = await createLogDatabase('bench_rebuild', { case_view: table });
  const store = createEventStore<CaseOpened>({
    databaseUrl: database.databaseUrl,
    ownerDatabaseUrl: database.migrationDatabaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
  });
  const some = Array.from({ length: atOnce }, (): CaseOpened => ({ type: 'CaseOpened', data: payload }));
  for (let nth = 0; nth * atOnce < events; nth++)
    await store.commit({ appends: [{ stream: streamOf(nth), expected: 'any', events: some, metadata }] });
  return {
    name: 'kefu',
    version: '0.1.0',
    rebuild: async () => {
      const rebuilt = await store.rebuild(cases);
      if (rebuilt.events !== events) throw new Error(`${rebuilt.events} events of ${events} were read`);
      const { rows } = await store.pool.query<{ opened: number }>(
        'SELECT sum(opened)::int AS opened FROM case_view',
      );
      if (rows[0]?.opened !== events) throw new Error(`${rows[0]?.opened} of ${events} are in the view`);
      return rebuilt.hash;
    },
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};
