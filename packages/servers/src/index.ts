export { createTopics, provideKafka, type Topic } from './kafka.ts';
export { downloaded, run } from './download.ts';
export { homeOf, type Home } from './home.ts';
export {
  identityOf,
  isRunning,
  listenerOn,
  residentMegabytes,
  uptimeSeconds,
  type ProcessIdentity,
} from './process-table.ts';
export { end, endRecorded, launch, logOf, readRecord, recordOf, untilReady } from './program.ts';
export type { Launched, Places, Program, RunRecord } from './program.ts';
export { providePostgres } from './postgres.ts';
export { provideTemporal } from './temporal.ts';
export { provideTemporalTestServer } from './temporal-test-server.ts';
export { removeVolume } from './docker.ts';
export type { Port, Server, ServerOptions } from './server.ts';
export { SetupProblem } from './setup-problem.ts';
