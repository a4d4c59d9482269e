import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';

/** Temporal's runtime is one a process: only errors are worth a line in a test. */
export const quietTemporal = (): void => {
  const telemetryOptions = { logging: { filter: 'OFF', forward: {} } };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions });
};

export const bundleWorkflows = () =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../src/workflows.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
