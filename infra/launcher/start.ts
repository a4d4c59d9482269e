import { rmSync } from 'node:fs';

import { services } from '@kefu/contracts';
import {
  createTopics,
  endTools,
  forgetRecord,
  identityOf,
  refuseTakenPorts,
  runningRecord,
  SetupProblem,
  writeRecord,
} from '@kefu/servers';

import { build } from './build.ts';
import { createCrew, type Crew } from './crew.ts';
import { markMigrated, prepareDatabases } from './databases.ts';
import { migrate } from './migrate.ts';
import { home, launcherRecord, readyFile, secretsFile } from './places.ts';
import { progress } from './progress.ts';
import { announceReady, readyBlock } from './ready-block.ts';
import { keepRotating } from './rotate-logs.ts';
import { provideServers, type RunServers } from './run-servers.ts';
import { loadSampleOnce, type Sample } from './sample.ts';
import { keptSecrets } from './secrets.ts';
import { ourPorts, ourPrograms } from './services.ts';
import type { Settings } from './settings.ts';
import { endLeftovers } from './stop.ts';

/** Brings everything up and stays as its supervisor until it is told to stop. */
export const start = async (settings: Settings, how: { inBackground: boolean }): Promise<void> => {
  const other = runningRecord(home, launcherRecord);
  if (other !== undefined) {
    console.log(`kefu runs already (launcher: process ${other.pid}).`);
    console.log(readyBlock() ?? 'It is still starting.');
    return;
  }
  recordLauncher();
  const crew = createCrew(home, progress);
  const stop = async (): Promise<void> => {
    if (!crew.stopping.aborted) progress('stopping');
    await Promise.all([crew.stop(), endTools()]);
    forgetRecord(home, launcherRecord);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().then(() => process.exit(0)));
  }
  try {
    await endLeftovers(progress);
    keepRotating(home.logDir, progress);
    await bringUp(settings, crew);
    announceReady(settings, await sampleUnlessItFails(crew.stopping), how);
  } catch (error) {
    const isWanted = crew.stopping.aborted;
    await stop();
    if (!isWanted) throw error;
  }
};

/** kefu is of use without its sample, and the next start tries again. */
const sampleUnlessItFails = async (stopping: AbortSignal): Promise<Sample | undefined> =>
  loadSampleOnce(progress, stopping).catch((error: unknown) => {
    if (stopping.aborted || !(error instanceof SetupProblem)) throw error;
    progress(`the sample shop is not complete: ${error.message} The next start goes on with it.`);
    return undefined;
  });

const recordLauncher = (): void => {
  rmSync(readyFile, { force: true });
  const self = identityOf(process.pid);
  if (self === undefined) throw new Error('this process has no entry in /proc');
  writeRecord(home, { ...self, name: launcherRecord, stopSignal: 'SIGTERM', ports: [] });
};

const bringUp = async (settings: Settings, crew: Crew): Promise<void> => {
  for (const ports of ourPorts(settings)) refuseTakenPorts(ports);
  const secrets = keptSecrets(secretsFile);
  const building = build(progress);
  building.catch(() => undefined); // awaited below, when the servers are up
  const servers = await startServers(settings, crew);
  const { address: server } = servers.postgres;
  const fingerprint = await building;
  const outdated = await prepareDatabases(server, secrets, fingerprint);
  if (outdated.length > 0) {
    progress('migrating the databases');
    await migrate(outdated, { server, secrets, signal: crew.stopping });
    await markMigrated(server, secrets, fingerprint, outdated);
  }
  const topics = services.map((service) => ({ topic: `kefu.${service}` }));
  await createTopics(servers.kafka.address, topics);
  progress('starting the services');
  await Promise.all(ourPrograms({ settings, secrets, servers }).map(crew.keepUp));
};

const startServers = async (settings: Settings, crew: Crew): Promise<RunServers> => {
  const servers = await provideServers(settings);
  const programs = Object.values(servers).flatMap(({ program }) => program ?? []);
  // A container that is left over holds its ports until its launch has removed it.
  for (const program of programs) if (!program.clearLeftovers) refuseTakenPorts(program);
  progress('starting PostgreSQL, Kafka and Temporal');
  await Promise.all(
    Object.values(servers).map(async ({ name, source, program }) => {
      if (program === undefined) return progress(`${name}: the one in the environment`);
      await crew.keepUp(program);
      progress(`${name} is up (${source})`);
    }),
  );
  return servers;
};
