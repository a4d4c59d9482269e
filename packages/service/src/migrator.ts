import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { ServiceName } from '@kefu/contracts';
import {
  eventStoreMigrations,
  eventStoreSchema,
  grantsFor,
  keysGrantsFor,
  keysSchema,
  oldestWriterGrantsFor,
  oldestWriterSchema,
} from '@kefu/event-store';
import {
  letterRequestsGrantsFor,
  letterRequestsSchema,
  messagingGrantsFor,
  messagingSchema,
} from '@kefu/messaging';
import type { ServiceDefinition } from './define-service.ts';
import { forgottenCustomersGrantsFor, forgottenCustomersSchema } from './forgetting/forgotten-customers.ts';

export type MigrationTarget = {
  /** The service's database, as its owner. */
  migrationUrl: string;
  /** The database of the data keys, as its owner. */
  keysUrl: string;
  /** The role that the running service uses. */
  serviceRole: string;
};

export type Migrator = {
  /** Brings both databases up to date; answers the names of the migrations that were run now. */
  run(): Promise<string[]>;
};

/** TypeORM knows what was run by its name: a name, once given, stays. */
const shared = (name: string, statements: readonly string[]): new () => MigrationInterface =>
  class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }

    async down(): Promise<void> {
      throw new Error('what every service rests on is not undone by a migration');
    }
  };

const sharedMigrations = [
  ...eventStoreMigrations,
  shared('Messaging1790000000000', messagingSchema),
  shared('OldestWriter1790000000100', oldestWriterSchema),
  shared('LetterRequests1790000000200', letterRequestsSchema),
  shared('ForgottenCustomers1790000000300', forgottenCustomersSchema),
  // it used to answer one row for the whole cluster
  shared('OldestWriterOfEachDatabase1790000000400', oldestWriterSchema),
];

const plainName = /^[a-z_][a-z0-9_]*$/;
const oneMigratorAtATime = 7_241_890_311; // any number that nobody else locks

const asOwner = async <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [oneMigratorAtATime]);
    return await work(client);
  } finally {
    await client.end();
  }
};

const migrateTables = async (
  url: string,
  migrations: readonly (new () => MigrationInterface)[],
): Promise<string[]> => {
  const { DataSource } = await import('typeorm'); // a running service does without its memory
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    migrations: [...sharedMigrations, ...migrations],
    migrationsTransactionMode: 'each', // one long transaction would hold back every reader of the log
  });
  await source.initialize();
  try {
    const migrated = await source.runMigrations();
    return migrated.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
};

const sharedGrants = [
  grantsFor,
  messagingGrantsFor,
  letterRequestsGrantsFor,
  oldestWriterGrantsFor,
  forgottenCustomersGrantsFor,
];

// Their rights are granted one by one: nobody changes the log, nobody forges what was migrated.
const tablesWithOwnRights = [
  'migrations',
  ...[...eventStoreSchema, ...messagingSchema, ...letterRequestsSchema, ...forgottenCustomersSchema].flatMap(
    (statement) => /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/.exec(statement)?.[1] ?? [],
  ),
];

const grantReadModels = async (client: Client, role: string): Promise<void> => {
  const { rows } = await client.query<{ tables: string | null }>(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables
     WHERE schemaname = 'public' AND tableowner = current_user AND tablename <> ALL ($1)`,
    [tablesWithOwnRights],
  );
  const tables = rows[0]?.tables;
  if (tables) await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${tables} TO ${role}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
};

/** Migrates the databases of one service; safe to run at each start and by several processes at once. */
export const createMigrator = (
  definition: { name: ServiceName; migrations?: ServiceDefinition['migrations'] },
  { migrationUrl, keysUrl, serviceRole }: MigrationTarget,
): Migrator => {
  if (!plainName.test(serviceRole))
    throw new TypeError(`a role is a plain lower-case SQL name, not ${serviceRole}`);
  return {
    run: async () => {
      await asOwner(keysUrl, async (client) => {
        for (const statement of [...keysSchema, ...keysGrantsFor(serviceRole)]) await client.query(statement);
      });
      return asOwner(migrationUrl, async (client) => {
        const migrated = await migrateTables(migrationUrl, definition.migrations ?? []);
        await grantReadModels(client, serviceRole);
        for (const grant of sharedGrants.flatMap((grantsOf) => grantsOf(serviceRole)))
          await client.query(grant);
        return migrated;
      });
    },
  };
};
