import pg from 'pg';
import { eventStoreSchema, grantsFor, keysGrantsFor, keysSchema } from '@kefu/event-store';
import { createTestDatabase, testServers, type TestDatabase } from '@kefu/testing/servers';

/** The shared test servers' PostgreSQL, or the one given by KEFU_TEST_POSTGRES_URL. */
export const findPostgres = async (): Promise<{ version: string }> => {
  process.env.KEFU_TEST_POSTGRES_URL ??= (await testServers()).postgresUrl;
  const client = new pg.Client({ connectionString: process.env.KEFU_TEST_POSTGRES_URL });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  await client.end();
  return { version: rows[0]?.version ?? '' };
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
  await runAll(database.migrationDatabaseUrl, [...eventStoreSchema, ...grantsFor(serviceRole)]);
  for (const [table, columns] of Object.entries(tables)) {
    await runAll(database.migrationDatabaseUrl, [
      `CREATE TABLE ${table} (${columns})`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${serviceRole}`,
    ]);
  }
  await runAll(database.keysMigrationDatabaseUrl, [...keysSchema, ...keysGrantsFor(serviceRole)]);
  return database;
};
