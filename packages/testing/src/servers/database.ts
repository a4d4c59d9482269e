import { randomBytes } from 'node:crypto';

import pg from 'pg';

/** A service's database with its twin for the keys, and the two roles that the design gives a service. */
export type TestDatabase = {
  /** The service's own role: what it may do is granted by the migration. */
  databaseUrl: string;
  keysDatabaseUrl: string;
  /** The owner's: for migrations. */
  migrationDatabaseUrl: string;
  keysMigrationDatabaseUrl: string;
  serviceRole: string;
  ownerRole: string;
  close: () => Promise<void>;
};

export const superuserUrl = (): string => {
  const url = process.env.KEFU_TEST_POSTGRES_URL;
  if (url === undefined)
    throw new Error('KEFU_TEST_POSTGRES_URL is set by the global setup of the int and e2e projects');
  return url;
};

const asSuperuser = async (server: string, statements: string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const urlOf = (server: string, role: string, password: string, database: string): string => {
  const url = new URL(server);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
};

/**
 * `name` only helps to recognise it in the server; two calls never share a database. Close every connection before
 * `close`. The server is the tests' own unless a superuser's address of another is given.
 */
export const createTestDatabase = async (name: string, server = superuserUrl()): Promise<TestDatabase> => {
  const password = randomBytes(12).toString('hex');
  const service = `test_${name}_${randomBytes(4).toString('hex')}`.replaceAll(/[^a-z0-9_]/g, '_');
  const owner = `${service}_owner`;
  const keys = `${service}_keys`;
  await asSuperuser(server, [
    `CREATE ROLE ${owner} LOGIN PASSWORD '${password}'`,
    `GRANT pg_read_all_stats TO ${owner}`,
    `CREATE ROLE ${service} LOGIN PASSWORD '${password}'`,
    // as the launcher does; servers before 17 know no such limit
    `DO $$ BEGIN IF EXISTS (SELECT FROM pg_settings WHERE name = 'transaction_timeout')
       THEN ALTER ROLE ${service} SET transaction_timeout = '60s'; END IF; END $$`,
    ...[service, keys].flatMap((database) => [
      `CREATE DATABASE ${database} OWNER ${owner}`,
      `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
      `GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${service}`,
    ]),
  ]);
  return {
    databaseUrl: urlOf(server, service, password, service),
    keysDatabaseUrl: urlOf(server, service, password, keys),
    migrationDatabaseUrl: urlOf(server, owner, password, service),
    keysMigrationDatabaseUrl: urlOf(server, owner, password, keys),
    serviceRole: service,
    ownerRole: owner,
    close: () =>
      asSuperuser(server, [
        `DROP DATABASE ${service} WITH (FORCE)`,
        `DROP DATABASE ${keys} WITH (FORCE)`,
        `DROP ROLE ${service}`,
        `DROP ROLE ${owner}`,
      ]),
  };
};
