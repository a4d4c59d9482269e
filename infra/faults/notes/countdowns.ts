import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild, type Child, type Stage } from '@kefu/testing/faults';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { countdown } from './countdown.workflow.ts';
import { artefacts, masterKey, type Notes } from './service.ts';
import type { WorkerSettings } from './worker.ts';

// One a process; that a replay fails is what is asked for here, and worth no line.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

const main = fileURLToPath(new URL('worker.ts', import.meta.url));

export type Countdown = WorkflowHandle<typeof countdown>;

/** `countdown`, `countdown-changed` or `countdown-patched`, as a worker wants it. */
export const bundleOf = (name: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(`${name}.workflow.ts`, import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });

/** Countdowns on a Temporal, and workers for them. `through` is the way that workers take. */
export const openCountdowns = async (
  stage: Stage,
  service: Notes,
  temporal: string,
  { through = temporal }: { through?: string } = {},
) => {
  const connection = await Connection.connect({ address: temporal });
  stage.finally(() => connection.close());
  const client = new Client({ connection });
  const taskQueue = `countdowns-${randomUUID().slice(0, 8)}`;
  return {
    startWorker: async (bundle: { code: string }, failAt?: string): Promise<Child> => {
      const codePath = join(artefacts, `${taskQueue}-${randomUUID().slice(0, 4)}.js`);
      writeFileSync(codePath, bundle.code);
      const { databaseUrl, keysDatabaseUrl } = service;
      const settings: WorkerSettings = {
        databaseUrl,
        keys: { databaseUrl: keysDatabaseUrl, masterKey },
        temporal: through,
        taskQueue,
        codePath,
      };
      const log = join(artefacts, 'worker.log');
      const child = startChild({ script: main, settings, log, ...(failAt === undefined ? {} : { failAt }) });
      stage.finally(() => child.kill());
      await child.untilSays('ready');
      return child;
    },
    begin: (shopId: string, waitMs: number): Promise<Countdown> =>
      client.workflow.start<typeof countdown>('countdown', {
        taskQueue,
        workflowId: `${taskQueue}-${shopId}`,
        args: [shopId, waitMs],
      }),
    /** What a finished countdown must have noted: each step once. */
    acknowledge: (shopId: string, steps: readonly string[] = ['begun', 'due']): void =>
      stage.record(
        steps.map((step) => ({ kind: 'acknowledged', command: `${shopId} ${step}`, events: 1 }) as const),
      ),
  };
};
