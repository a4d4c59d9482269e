import pg from 'pg';
import { eventStoreSchema, grantsFor, keysGrantsFor, keysSchema } from '@kefu/event-store';
import { messagingGrantsFor, messagingSchema } from '@kefu/messaging';
import { kafkaVersion } from '@kefu/servers';
import { createTestDatabase, testServers, type TestDatabase } from '@kefu/testing/servers';

let ourKafka: string | undefined;

/** Starts or finds the test servers and says so in the environment; answers their versions. */
export const findServers = async (): Promise<Record<string, string>> => {
  const isKafkaOurs = process.env.KEFU_TEST_KAFKA === undefined || process.env.KEFU_TEST_KAFKA === ourKafka;
  const { postgresUrl, kafka, temporal } = await testServers();
  if (isKafkaOurs) ourKafka = kafka;
  process.env.KEFU_TEST_POSTGRES_URL = postgresUrl;
  process.env.KEFU_TEST_KAFKA = kafka;
  process.env.KEFU_TEST_TEMPORAL = temporal;
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  const { rows } = await client.query<{ version: string; safe: boolean }>(
    `SELECT current_setting('server_version') AS version,
            current_setting('fsync') = 'on' AND current_setting('synchronous_commit') = 'on' AS safe`,
  );
  await client.end();
  if (!rows[0]?.safe)
    throw new Error('set fsync and synchronous_commit to on: figures without them mean nothing');
  return { PostgreSQL: rows[0].version, Kafka: isKafkaOurs ? kafkaVersion : 'given' };
};

/** Connections of every contestant's pool. */
export const poolSize = 32;

/** A pool of the drivers' usual kind for those who write by hand. */
export const createHandPool = (connectionString: string, more: pg.PoolConfig = {}): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: poolSize, ...more });
  // The pool has ended before its connections have; the database is dropped under them.
  pool.on('error', () => undefined);
  return pool;
};

export const runAll = async (connectionString: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A fresh database with the event log and a view's tables in it, as a service finds it. */
export const createLogDatabase = async (
  name: string,
  tables: Readonly<Record<string, string>> = {},
): Promise<TestDatabase> => {
  const database = await createTestDatabase(name);
  const { serviceRole } = database;
  await runAll(database.migrationDatabaseUrl, [
    ...eventStoreSchema,
    ...grantsFor(serviceRole),
    ...messagingSchema,
    ...messagingGrantsFor(serviceRole),
  ]);
  for (const [table, columns] of Object.entries(tables)) {
    await runAll(database.migrationDatabaseUrl, [
      `CREATE TABLE ${table} (${columns})`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${serviceRole}`,
    ]);
  }
  await runAll(database.keysMigrationDatabaseUrl, [...keysSchema, ...keysGrantsFor(serviceRole)]);
  return database;
};
