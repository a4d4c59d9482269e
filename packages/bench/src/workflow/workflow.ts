import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { kefu } from '../contestants/kefu-log.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import { calling, type Caller } from '../frame/calls.ts';
import { startChild } from '../frame/child.ts';
import { programBeside } from '../frame/program.ts';
import { versionOf } from '../frame/version.ts';
import type { twoSteps } from './two-steps.workflow.ts';
import type { WorkerSettings } from './worker.ts';

const createWorkflows = async (asOurs: boolean): Promise<Caller> => {
  const address = process.env.KEFU_TEST_TEMPORAL ?? '';
  const taskQueue = `bench-${randomUUID()}`;
  const worker = await startChild<object>(programBeside(import.meta.url, 'worker'), {
    address,
    taskQueue,
    asOurs,
  } satisfies WorkerSettings);
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  let run = 0;
  let wrong = 0;
  return {
    ...(asOurs ? kefu : { name: 'bare SDK', version: versionOf('@temporalio/worker') }),
    work: async () => {
      const workflowId = `${taskQueue}-${++run}`;
      const difference = await client.workflow.execute<typeof twoSteps>('twoSteps', {
        taskQueue,
        workflowId,
        args: [workflowId],
      });
      if (difference !== 0) wrong++;
      return workflowId;
    },
    complaint: async () => (wrong > 0 ? `${wrong} of ${run} ended with another answer` : undefined),
    close: async () => {
      await connection.close();
      await worker.stop();
    },
  };
};

/** What the limits of a worker beside a service's other parts cost. */
export const workflow: Benchmark = {
  name: 'workflow',
  what: 'Workflows of two activities that do nothing, from the start until the answer; workers in processes of their own.',
  aims: [{ figure: 'perSecond', against: 'bare SDK', atLeast: 0.9 }],
  prepare: async () => ({
    loads: [{ name: '16 at once', concurrency: 16 }],
    contestants: [await createWorkflows(true), await createWorkflows(false)].map(calling),
  }),
};
