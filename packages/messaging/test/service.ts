import { randomUUID } from 'node:crypto';
import type { PublicEvent } from '@kefu/contracts';
import { createEventStore, eventStoreSchema, grantsFor, keysGrantsFor, keysSchema } from '@kefu/event-store';
import { createTestDatabase } from '@kefu/testing/servers';
import pg from 'pg';
import { letterRequestsGrantsFor, letterRequestsSchema } from '../src/letter-requests.ts';
import { messagingGrantsFor, messagingSchema } from '../src/schema.ts';
import { shopData, type Noted } from './noted.ts';

const run = async (connectionString: string, statements: string[]): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A service's database and log, with a table of what its handlers did. */
export const openService = async (name: string) => {
  const database = await createTestDatabase(name);
  const role = database.serviceRole;
  await run(database.keysMigrationDatabaseUrl, [...keysSchema, ...keysGrantsFor(role)]);
  await run(database.migrationDatabaseUrl, [
    ...eventStoreSchema,
    ...grantsFor(role),
    ...messagingSchema,
    ...messagingGrantsFor(role),
    ...letterRequestsSchema,
    ...letterRequestsGrantsFor(role),
    'CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, handler text, key text, text text)',
    `GRANT SELECT, INSERT ON effect TO ${role}`,
  ]);
  const settings = {
    databaseUrl: database.databaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 7).toString('base64') },
  };
  const store = createEventStore<Noted>(settings);
  return {
    store,
    settings,
    note: (key: string, ...texts: string[]) =>
      store.commit({
        appends: [
          {
            stream: `note-${key}`,
            expected: 'any',
            events: texts.map((text) => ({ type: 'Noted', data: { key, text } })),
            metadata: { who: { kind: 'system', id: 'test' }, correlationId: 'test' },
          },
        ],
      }),
    effects: async (handler = 'notes'): Promise<Record<string, string[]>> => {
      const { rows } = await store.pool.query<{ key: string; text: string }>(
        'SELECT key, text FROM effect WHERE handler = $1 ORDER BY n',
        [handler],
      );
      return Object.fromEntries(
        [...Map.groupBy(rows, ({ key }) => key)].map(([key, of]) => [key, of.map(({ text }) => text)]),
      );
    },
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};
export type TestService = Awaited<ReturnType<typeof openService>>;

/** A public event that any service could have sent: the shop is its key, the name its text. */
export const shopChanged = (key: string, text: string): PublicEvent<'gateway.shop-changed.v1'> => ({
  id: randomUUID(),
  type: 'gateway.shop-changed.v1',
  source: '/kefu/gateway',
  subject: key,
  time: '2026-10-21T02:00:00.000Z',
  data: shopData(key, text),
  correlationId: 'correlation-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
});
