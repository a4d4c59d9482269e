// A worker in a process of its own, with the options of a service's or none.
import { fileURLToPath } from 'node:url';
import { workerLimits } from '@kefu/service';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { programBeside } from '../frame/program.ts';
import * as activities from './activities.ts';

export type WorkerSettings = { address: string; taskQueue: string; asOurs: boolean };

const { address, taskQueue, asOurs } = childSettings<WorkerSettings>();
Runtime.install({ logger: new DefaultLogger('WARN') });
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  workflowsPath: fileURLToPath(programBeside(import.meta.url, 'two-steps.workflow')),
  activities,
  connection,
  taskQueue,
  ...(asOurs ? workerLimits : {}),
});
const running = worker.run();
whenLeft(async () => {
  worker.shutdown();
  await running;
  await connection.close();
});
tellParent({});
