import { Connection, Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import type { workerLimits } from '@kefu/service';
import { createStreamNames } from '../contestants/payload.ts';
import type { Caller } from '../frame/calls.ts';
import { programBeside } from '../frame/program.ts';
import type { Steps } from './steps.ts';

const quiet = new DefaultLogger('ERROR');
const address = (): string => process.env.KEFU_TEST_TEMPORAL ?? '';

/** One bundle for all contestants. */
export const bundle = (): Promise<WorkflowBundleWithSourceMap> => {
  Runtime.install({ logger: quiet, shutdownSignals: [] });
  const workflowsPath = fileURLToPath(programBeside(import.meta.url, 'two-steps.workflow'));
  return bundleWorkflowCode({ workflowsPath, logger: quiet });
};

/** Worker and client of one task queue; runs workflows of two steps. */
export const openTemporal = async (
  taskQueue: string,
  workflowBundle: WorkflowBundleWithSourceMap,
  activities: Steps,
  limits: Partial<typeof workerLimits>,
  seed: number,
): Promise<Pick<Caller, 'work' | 'close'> & { server: string }> => {
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address: address() }),
    Connection.connect({ address: address() }),
  ]);
  const worker = await Worker.create({
    workflowBundle,
    connection: native,
    taskQueue,
    activities,
    ...limits,
    shutdownGraceTime: '10 seconds',
  });
  const running = worker.run();
  const client = new Client({ connection });
  const newCase = createStreamNames(seed);
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  return {
    server: serverVersion ?? 'unknown',
    work: async () => {
      const caseId = newCase();
      await client.workflow.execute('twoSteps', {
        taskQueue,
        workflowId: `${taskQueue}/${caseId}`,
        args: [caseId],
      });
      return caseId;
    },
    close: async () => {
      worker.shutdown();
      await running;
      await Promise.all([native.close(), connection.close()]);
    },
  };
};
