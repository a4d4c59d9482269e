export { answersOk } from './answers-ok.ts';
export { createTopics, type Topic } from './kafka-admin.ts';
export { groupLags, type GroupLag } from './kafka-lag.ts';
export { kafkaVersion, provideKafka } from './kafka.ts';
export { provideKafkaCluster, type KafkaCluster } from './kafka-cluster.ts';
export { downloaded } from './download.ts';
export { homeOf, type Home } from './home.ts';
export {
  identityOf,
  isRunning,
  listenerOn,
  residentMegabytes,
  uptimeSeconds,
  type ProcessIdentity,
} from './process-table.ts';
export { end } from './end.ts';
export { launch, logOf, refuseTakenPorts, untilReady, type Launched, type Program } from './program.ts';
export { endRecorded, forgetRecord, runningRecord, runningRecords, writeRecord } from './run-records.ts';
export type { Places, RunRecord } from './run-records.ts';
export { providePostgres } from './postgres.ts';
export { provideTemporal } from './temporal.ts';
export { provideTemporalTestServer } from './temporal-test-server.ts';
export { removeVolume } from './docker.ts';
export type { Port, Server, ServerOptions } from './server.ts';
export { SetupProblem } from './setup-problem.ts';
export { endTools, run } from './tool.ts';
