import { fileURLToPath } from 'node:url';
import { workerLimits, type ServiceContext } from '@kefu/service';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { ReturnsEvent } from '../events.ts';
import { keepErrorClass } from './keep-error-class.ts';
import { weightCheckActivities } from './weight-check.activities.ts';
import type { countActivityFailures } from './workflow-metrics.ts';

type Surroundings = Pick<ServiceContext<ReturnsEvent>, 'configuration' | 'store' | 'call'>;

// A build brings the workflows as a bundle; run from source, the worker makes its own.
const workflows = (): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> =>
  import.meta.url.endsWith('.ts')
    ? { workflowsPath: fileURLToPath(new URL('../workflows.ts', import.meta.url)) }
    : { workflowBundle: { codePath: fileURLToPath(new URL('../../workflows.js', import.meta.url)) } };

/** Works on the weight checks until aborted. */
export const runWorker = async (
  { configuration, store, call }: Surroundings,
  { taskQueue, counted }: { taskQueue: string; counted: ReturnType<typeof countActivityFailures> },
  signal: AbortSignal,
): Promise<void> => {
  const { address, namespace } = configuration.temporal;
  const connection = await NativeConnection.connect({ address });
  try {
    const worker = await Worker.create({
      ...workflows(),
      connection,
      namespace,
      taskQueue,
      activities: weightCheckActivities(store, call),
      interceptors: {
        activity: [(context) => ({ inbound: counted(context) }), () => ({ inbound: keepErrorClass })],
      },
      ...workerLimits,
      shutdownGraceTime: '10 seconds',
    });
    await worker.runUntil(
      new Promise<void>((stop) => {
        if (signal.aborted) stop();
        else signal.addEventListener('abort', () => stop(), { once: true });
      }),
    );
  } finally {
    await connection.close();
  }
};
