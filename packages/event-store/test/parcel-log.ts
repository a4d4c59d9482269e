import pg from 'pg';
import type { Decider, DomainEvent } from '@kefu/contracts';
import { Refused } from '@kefu/contracts';
import { createTestDatabase } from '@kefu/testing/servers';
import {
  createEventStore,
  defineView,
  eventStoreSchema,
  grantsFor,
  keysGrantsFor,
  keysSchema,
  type EventStoreOptions,
  type Metadata,
} from '../src/index.ts';

/** A small service of its own for these tests: parcels that are booked, scanned and delivered. */
export type ParcelEvent =
  | DomainEvent<
      'ParcelBooked',
      { customerId: string; phone: string | null; address: { street: string } | null }
    >
  | DomainEvent<'ParcelScanned', { place: string }>
  | DomainEvent<'ParcelDelivered', { at: string }>;

export const booked = (customerId = 'cu_lin'): ParcelEvent => ({
  type: 'ParcelBooked',
  data: { customerId, phone: '13800000000', address: { street: '人民路 1 号' } },
});
export const scanned = (place: string): ParcelEvent => ({ type: 'ParcelScanned', data: { place } });

export const metadata: Metadata = { who: { kind: 'person', id: 'agent-lin' }, correlationId: 'c-1' };

type Parcel = { status: 'unknown' | 'booked' | 'delivered'; scans: number };
type ParcelCommand = { do: 'scan'; place: string } | { do: 'deliver'; at: string };

export const parcel: Decider<ParcelCommand, Parcel, ParcelEvent> = {
  initial: { status: 'unknown', scans: 0 },
  evolve: (state, event) => {
    switch (event.type) {
      case 'ParcelBooked':
        return { ...state, status: 'booked' };
      case 'ParcelScanned':
        return { ...state, scans: state.scans + 1 };
      case 'ParcelDelivered':
        return { ...state, status: 'delivered' };
    }
  },
  decide: (command, state) => {
    if (command.do === 'scan') return [scanned(command.place)];
    if (state.status === 'delivered') throw new Refused('already-delivered');
    return [{ type: 'ParcelDelivered', data: { at: command.at } }];
  },
};

export const parcelTables = [
  `CREATE TABLE parcel (
     stream text PRIMARY KEY, customer_id text, phone text, scans int NOT NULL DEFAULT 0, version bigint NOT NULL
   )`,
  'CREATE INDEX parcel_of_customer ON parcel (customer_id)',
  `CREATE TABLE place (place text PRIMARY KEY, scans bigint NOT NULL)`,
];

/** What is known of a parcel, and how busy a place is: one table by stream, one shared by streams. */
export const parcels = defineView<ParcelEvent>({
  name: 'parcels',
  tables: ['parcel', 'place'],
  project: ({ type, data, stream, version }) => {
    switch (type) {
      case 'ParcelBooked':
        return [
          {
            sql: `INSERT INTO parcel (stream, customer_id, phone, version)
                  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (stream text, customer_id text, phone text, version bigint)`,
            row: { stream, customer_id: data.customerId, phone: data.phone, version },
          },
        ];
      case 'ParcelScanned':
        return [
          {
            sql: `INSERT INTO parcel AS p (stream, scans, version)
                  SELECT stream, 1, version FROM jsonb_to_recordset($1::jsonb) AS r (stream text, version bigint)
                  ON CONFLICT (stream) DO UPDATE SET scans = p.scans + 1, version = excluded.version`,
            row: { stream, version },
          },
          {
            sql: `INSERT INTO place AS p (place, scans)
                  SELECT place, 1 FROM jsonb_to_recordset($1::jsonb) AS r (place text)
                  ON CONFLICT (place) DO UPDATE SET scans = p.scans + 1`,
            row: { place: data.place },
            key: data.place,
          },
        ];
      case 'ParcelDelivered':
        return undefined;
    }
  },
});

const run = async (connectionString: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database with the log, the parcels' tables and the service's grants, and stores on it. */
export const createParcelLog = async (name: string) => {
  const database = await createTestDatabase(name);
  const { serviceRole } = database;
  await run(database.migrationDatabaseUrl, [
    ...eventStoreSchema,
    ...grantsFor(serviceRole),
    ...parcelTables,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON parcel, place TO ${serviceRole}`,
  ]);
  await run(database.keysMigrationDatabaseUrl, [...keysSchema, ...keysGrantsFor(serviceRole)]);
  const stores: { close(): Promise<void> }[] = [];
  const open = (options: Partial<EventStoreOptions<ParcelEvent>> = {}) => {
    const store = createEventStore<ParcelEvent>({
      databaseUrl: database.databaseUrl,
      ownerDatabaseUrl: database.migrationDatabaseUrl,
      keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 7) },
      personal: { ParcelBooked: { subject: 'customerId', fields: ['phone', 'address'] } },
      poolSize: 20,
      ...options,
    });
    stores.push(store);
    return store;
  };
  return {
    ...database,
    open,
    /** A connection, in the service's own role unless told otherwise, for what other transactions do meanwhile. */
    connect: async (connectionString = database.databaseUrl) => {
      const client = new pg.Client({ connectionString });
      client.on('error', () => undefined);
      await client.connect();
      stores.push({ close: () => client.end().catch(() => undefined) });
      return client;
    },
    /** Ends every connection of the service to its database, as a failing server does. */
    breakConnections: () =>
      run(database.databaseUrl, [
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()',
      ]),
    /** Takes everything out of the log and its views, as if it were new. */
    empty: async () => {
      const client = new pg.Client({ connectionString: database.migrationDatabaseUrl });
      await client.connect();
      const { rows } = await client.query<{ tables: string }>(
        `SELECT string_agg(quote_ident(tablename), ', ') AS tables FROM pg_tables
         WHERE schemaname = 'public' AND tablename <> 'event_log'`,
      );
      await client.query(`TRUNCATE ${rows[0]?.tables}`);
      await client.end();
    },
    /** Until this many transactions of this database wait for a stream. */
    untilWaiting: async (count: number) => {
      const isWaiting = `SELECT count(*) >= ${count} AS enough FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`;
      const client = new pg.Client({ connectionString: database.migrationDatabaseUrl });
      await client.connect();
      while (!(await client.query<{ enough: boolean }>(isWaiting)).rows[0]?.enough);
      await client.end();
    },
    close: async () => {
      for (const store of stores) await store.close();
      await database.close();
    },
  };
};

export type ParcelLog = Awaited<ReturnType<typeof createParcelLog>>;
export type ParcelStore = ReturnType<ParcelLog['open']>;
