import { createTopics, forgetRecord, identityOf, runningRecord, writeRecord } from '@kefu/servers';
import { services } from '@kefu/contracts';

import { build } from './build.ts';
import { markMigrated, prepareDatabases } from './databases.ts';
import { migrate } from './migrate.ts';
import { home, launcherRecord, secretsFile } from './places.ts';
import { progress } from './progress.ts';
import { announceReady, readyBlock } from './ready-block.ts';
import { rotateLogs } from './rotate-logs.ts';
import { provideServers, type RunServers } from './run-servers.ts';
import { loadSampleOnce } from './sample.ts';
import { keptSecrets } from './secrets.ts';
import { ourPrograms } from './services.ts';
import type { Settings } from './settings.ts';
import { endLeftovers } from './stop.ts';
import { supervise, type Supervised } from './supervisor.ts';

/** Brings everything up and stays as its supervisor until it is told to stop. */
export const start = async (settings: Settings): Promise<void> => {
  const other = runningRecord(home, launcherRecord);
  if (other !== undefined) {
    console.log(
      `kefu runs already (launcher: process ${other.pid}).\n${readyBlock() ?? 'It is still starting.'}`,
    );
    return;
  }
  recordLauncher();
  const supervised: Supervised[] = [];
  const keepUp = (program: Supervised['program']): Promise<void> => {
    const one = supervise(program, home, progress);
    supervised.push(one);
    return one.started;
  };
  const stopAll = onStop(supervised);
  try {
    await endLeftovers(progress);
    rotateLogs(home.logDir);
    await bringUp(settings, keepUp);
    const sample = await loadSampleOnce(progress);
    announceReady(settings, sample);
  } catch (error) {
    await stopAll();
    throw error;
  }
};

const recordLauncher = (): void => {
  const self = identityOf(process.pid);
  if (self !== undefined)
    writeRecord(home, { ...self, name: launcherRecord, stopSignal: 'SIGTERM', ports: [] });
};

type KeepUp = (program: Supervised['program']) => Promise<void>;

const bringUp = async (settings: Settings, keepUp: KeepUp): Promise<void> => {
  const secrets = keptSecrets(secretsFile);
  const building = build(progress);
  building.catch(() => undefined); // awaited below, when the servers are up
  const servers = await startServers(settings, keepUp);
  const fingerprint = await building;
  const outdated = await prepareDatabases(servers.postgres.address, secrets, fingerprint);
  if (outdated.length > 0) {
    progress('migrating the databases');
    await migrate(outdated, { server: servers.postgres.address, secrets });
    await markMigrated(servers.postgres.address, secrets, fingerprint, outdated);
  }
  await createTopics(
    servers.kafka.address,
    services.map((service) => ({ topic: `kefu.${service}` })),
  );
  progress('starting the services');
  await Promise.all(ourPrograms({ settings, secrets, servers }).map(keepUp));
};

const startServers = async (settings: Settings, keepUp: KeepUp): Promise<RunServers> => {
  const servers = await provideServers(settings);
  progress('starting PostgreSQL, Kafka and Temporal');
  await Promise.all(
    Object.values(servers).map(async ({ name, source, program }) => {
      if (program === undefined) return progress(`${name}: the one in the environment`);
      await keepUp(program);
      progress(`${name} is up (${source})`);
    }),
  );
  return servers;
};

const SERVERS = new Set(['postgres', 'kafka', 'temporal']);

/** Services go first, so that they can finish what they are at. */
const onStop = (supervised: Supervised[]): (() => Promise<void>) => {
  let stopping: Promise<void> | undefined;
  const stopInOrder = async (): Promise<void> => {
    progress('stopping');
    const isServer = ({ program }: Supervised) => SERVERS.has(program.name);
    await Promise.all(supervised.filter((one) => !isServer(one)).map((one) => one.stop()));
    await Promise.all(supervised.filter(isServer).map((one) => one.stop()));
    forgetRecord(home, launcherRecord);
    progress('stopped');
  };
  const stop = () => (stopping ??= stopInOrder());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().then(() => process.exit(0)));
  }
  return stop;
};
