import type { ServiceContext, Stoppable } from '@kefu/service';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { ReturnsEvent } from '../events.ts';
import { keepRunning } from '../keep-running.ts';
import { tellWeightChecks } from './tell-weight-checks.ts';
import { runWorker } from './worker.ts';
import { countActivityFailures, watchWorkflows } from './workflow-metrics.ts';

// Temporal's runtime is one a process, and would listen to the process's signals: that is main's.
const installRuntime = (logger: ServiceContext['logger']): void => {
  try {
    const log = new DefaultLogger('WARN', ({ level, message }) =>
      logger[level === 'ERROR' ? 'error' : 'warn'](message),
    );
    const telemetryOptions = { logging: { filter: 'WARN', forward: {} } };
    Runtime.install({ logger: log, telemetryOptions, shutdownSignals: [] });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'IllegalStateError')) throw error; // another service installed it
  }
};

/** The two long works of this capability: the worker, and the reader of the log that starts and tells workflows. */
export const startWeightChecks = (context: ServiceContext<ReturnsEvent>): Stoppable[] => {
  const { configuration, store, logger, metrics } = context;
  const { address, namespace } = configuration.temporal;
  const taskQueue = `${configuration.topicPrefix}returns`;
  installRuntime(logger);
  const workflows = watchWorkflows(metrics.registry, taskQueue);
  const counted = countActivityFailures(metrics.registry);
  const worker = keepRunning('weight-check worker', logger, (signal) =>
    runWorker(context, { taskQueue, counted }, signal),
  );
  const reader = keepRunning('weight-check reader', logger, async (signal) => {
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace });
    workflows.connected(client);
    try {
      await tellWeightChecks(store, { client, taskQueue }, signal);
    } finally {
      workflows.gone();
      await connection.close();
    }
  });
  return [worker, reader];
};
