import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  endRecorded,
  homeOf,
  identityOf,
  isRunning,
  launch,
  provideKafka,
  providePostgres,
  provideTemporal,
  provideTemporalTestServer,
  runningRecord,
  untilReady,
  type ProcessIdentity,
  type Server,
} from '@kefu/servers';

import { locked } from './lock.ts';

export type TestServers = { postgresUrl: string; kafka: string; temporal: string; temporalServer: string };

const projectRoot = fileURLToPath(new URL('../../../../', import.meta.url));
const home = homeOf(projectRoot, 'test');
const users = join(home.runDir, 'users');
const NAMES = ['postgres', 'kafka', 'temporal'];

const port = (setting: string, otherwise: number) => ({
  setting,
  port: Number(process.env[setting] ?? otherwise),
});
const progress = (line: string) => process.stderr.write(`test servers: ${line}\n`);

const runningServer = async (server: Server): Promise<Server> => {
  const { program, name } = server;
  if (program === undefined) return server;
  if (runningRecord(home, name) !== undefined && (await program.ready().catch(() => false))) return server;
  await endRecorded(home, name);
  progress(`starting ${name}`);
  const launched = await launch(program, home);
  await untilReady(program, launched, home);
  launched.letGo();
  return server;
};

/** One set of servers for every test run on this machine: the first that asks starts it, the others find it. */
export const testServers = async (): Promise<TestServers> =>
  locked(join(home.runDir, 'lock'), async () => {
    const common = { home, progress };
    const { env } = process;
    const [postgres, kafka, temporal, temporalServer] = await Promise.all([
      providePostgres({
        ...common,
        given: env.KEFU_TEST_POSTGRES_URL,
        ports: [port('KEFU_TEST_PORT_POSTGRES', 19832)],
      }).then(runningServer),
      provideKafka({
        ...common,
        given: env.KEFU_TEST_KAFKA,
        ports: [port('KEFU_TEST_PORT_KAFKA', 19892), port('KEFU_TEST_PORT_KAFKA_CONTROLLER', 19893)],
      }).then(runningServer),
      provideTemporal({
        ...common,
        given: env.KEFU_TEST_TEMPORAL,
        ports: [port('KEFU_TEST_PORT_TEMPORAL', 19833), port('KEFU_TEST_PORT_TEMPORAL_UI', 19834)],
      }).then(runningServer),
      provideTemporalTestServer({ into: home.downloads, progress }),
    ]);
    rememberUser();
    return {
      postgresUrl: postgres.address,
      kafka: kafka.address,
      temporal: temporal.address,
      temporalServer,
    };
  });

const rememberUser = (): void => {
  mkdirSync(users, { recursive: true });
  const self = identityOf(process.pid);
  if (self !== undefined) writeFileSync(join(users, `${self.pid}-${self.startedAt}`), '');
};

const userOf = (file: string): ProcessIdentity => {
  const [pid, startedAt = ''] = file.split('-');
  return { pid: Number(pid), startedAt };
};

const anotherUserRuns = (): boolean =>
  existsSync(users) &&
  readdirSync(users)
    .map(userOf)
    .some((user) => user.pid !== process.pid && isRunning(user));

export const testServersRun = (): boolean => runningRecord(home, 'postgres') !== undefined;

/** Ends the servers unless another test run still uses them. */
export const stopTestServers = async (): Promise<void> =>
  locked(join(home.runDir, 'lock'), async () => {
    if (anotherUserRuns()) return;
    await Promise.all(NAMES.map((name) => endRecorded(home, name)));
    rmSync(users, { recursive: true, force: true });
  });
