// A worker in a process of its own; what it works on comes as JSON. It says `ready` once it polls.
import { createEventStore } from '@kefu/event-store';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { countdownActivities } from './countdown.activities.ts';
import { notes, type Noted } from './noted.ts';

export type WorkerSettings = {
  databaseUrl: string;
  keys: { databaseUrl: string; masterKey: string };
  temporal: string;
  taskQueue: string;
  /** The bundled workflows. */
  codePath: string;
};

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings; // by openCountdowns
const { databaseUrl, keys, temporal, taskQueue, codePath } = settings;

Runtime.install({
  logger: new DefaultLogger('WARN'),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});
const store = createEventStore<Noted>({ databaseUrl, keys, views: [notes] });
const connection = await NativeConnection.connect({ address: temporal });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle: { codePath },
  activities: countdownActivities(store),
  workflowThreadPoolSize: 1,
  shutdownGraceTime: '5 seconds',
});
process.once('SIGTERM', () => worker.shutdown());
process.stdout.write('ready\n');
await worker.run();
await connection.close();
await store.close();
process.exit(0);
