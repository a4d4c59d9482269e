import { services, type ServiceName } from '@kefu/contracts';
import { SetupProblem } from '@kefu/servers';
import pg from 'pg';

import { fingerprintOf, type Secrets } from './secrets.ts';

export const databaseOf = (service: ServiceName): string => `kefu_${service}`;
export const keysDatabaseOf = (service: ServiceName): string => `kefu_${service}_keys`;
export const roleOf = (service: ServiceName): string => `kefu_${service}`;
export const ownerOf = (service: ServiceName): string => `kefu_${service}_owner`;

export const urlFor = (server: string, role: string, password: string, database: string): string => {
  const url = new URL(server);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
};

const withSuperuser = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

type Stamp = { build: string; secrets: string };

const stampsIn = async (client: pg.Client): Promise<Map<string, Stamp>> => {
  const { rows } = await client.query<{ name: string; stamp: string | null }>(
    `SELECT datname AS name, shobj_description(oid, 'pg_database') AS stamp FROM pg_database WHERE datname LIKE 'kefu\\_%'`,
  );
  return new Map(
    rows.map(({ name, stamp }) => [name, JSON.parse(stamp ?? '{"build":"","secrets":""}') as Stamp]),
  );
};

/**
 * Makes sure that every service has its database, the one for its keys, and its two roles. Which build migrated a
 * database is noted on it, so that the note goes wherever the data goes. Answers the services still to be migrated.
 */
export const prepareDatabases = async (
  url: string,
  secrets: Secrets,
  build: string,
): Promise<ServiceName[]> =>
  withSuperuser(url, async (client) => {
    const stamps = await stampsIn(client);
    const fingerprint = fingerprintOf(secrets);
    for (const [name, { secrets: written }] of stamps) {
      if (written === '' || written === fingerprint) continue;
      throw new SetupProblem(
        `The database ${name} belongs to other secrets than those in .kefu/secrets.json: its personal data could not be read. Put the old file back, or begin anew with \`npm run reset\`.`,
      );
    }
    const outdated = services.filter((service) => stamps.get(databaseOf(service))?.build !== build);
    for (const service of outdated) await prepareService(client, service, secrets, stamps);
    return outdated;
  });

const prepareService = async (
  client: pg.Client,
  service: ServiceName,
  secrets: Secrets,
  existing: Map<string, Stamp>,
): Promise<void> => {
  const { password, ownerPassword } = secrets.services[service];
  await ensureRole(client, ownerOf(service), ownerPassword);
  await ensureRole(client, roleOf(service), password);
  await limitTransactions(client, roleOf(service));
  // Lent to the service by one function: whose transaction holds readers back.
  await client.query(`GRANT pg_read_all_stats TO ${ownerOf(service)}`);
  for (const database of [databaseOf(service), keysDatabaseOf(service)]) {
    if (!existing.has(database)) await client.query(`CREATE DATABASE ${database} OWNER ${ownerOf(service)}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${roleOf(service)}`);
  }
};

const ensureRole = async (client: pg.Client, role: string, password: string): Promise<void> => {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  await client.query(
    `${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`,
  );
};

/** What works on and on in one transaction would hold back every reader. Servers before 17 know no such limit. */
const limitTransactions = async (client: pg.Client, role: string): Promise<void> => {
  const { rowCount } = await client.query(`SELECT FROM pg_settings WHERE name = 'transaction_timeout'`);
  if (rowCount === 1) await client.query(`ALTER ROLE ${role} SET transaction_timeout = '60s'`);
};

export const markMigrated = async (
  url: string,
  secrets: Secrets,
  build: string,
  migrated: ServiceName[],
): Promise<void> =>
  withSuperuser(url, async (client) => {
    const stamp = client.escapeLiteral(JSON.stringify({ build, secrets: fingerprintOf(secrets) }));
    for (const service of migrated)
      await client.query(`COMMENT ON DATABASE ${databaseOf(service)} IS ${stamp}`);
  });
