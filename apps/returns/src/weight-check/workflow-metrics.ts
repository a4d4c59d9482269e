import type { ServiceContext } from '@kefu/service';
import type { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { Counter, Gauge } from 'prom-client';

type Registry = ServiceContext['metrics']['registry'];

// By the names that Temporal's search knows them under; what it has forgotten counts no more.
const statuses = { running: 'Running', failed: 'Failed', 'timed-out': 'TimedOut' };
const patienceMs = 2_000;

/** How many workflows of a task queue run and how many have failed, as Temporal says when somebody asks for the metrics. */
export const watchWorkflows = (
  registry: Registry,
  taskQueue: string,
): { connected(client: Client): void; gone(): void } => {
  let client: Client | undefined;
  const count = async (from: Client, status: string): Promise<number> => {
    const query = `TaskQueue = "${taskQueue}" AND ExecutionStatus = "${status}"`;
    const within = Date.now() + patienceMs;
    return (await from.withDeadline(within, () => from.workflow.count(query))).count;
  };
  const gauge: Gauge<'status'> = new Gauge({
    name: 'kefu_workflows',
    help: 'Workflows that run, have failed or ran out of time, as far back as Temporal keeps them',
    labelNames: ['status'],
    registers: [registry],
    collect: async () => {
      gauge.reset();
      const from = client;
      if (from === undefined) return;
      for (const [status, name] of Object.entries(statuses)) {
        const found = await count(from, name).catch(() => undefined); // away: the figure is left out
        if (found === undefined) return;
        gauge.set({ status }, found);
      }
    },
  });
  return {
    connected: (to) => {
      client = to;
    },
    gone: () => {
      client = undefined;
    },
  };
};

/** Counts activities that failed; `final` are those that are not tried again, which ends their workflow. */
export const countActivityFailures = (
  registry: Registry,
): ((context: Context) => ActivityInboundCallsInterceptor) => {
  const failures = new Counter({
    name: 'kefu_activity_failures_total',
    help: 'Activities of workflows that failed; final ones are not tried again',
    labelNames: ['activity', 'final'],
    registers: [registry],
  });
  return ({ info }) => ({
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        const final = error instanceof ApplicationFailure && error.nonRetryable === true;
        failures.inc({ activity: info.activityType, final: final ? 'yes' : 'no' });
        throw error;
      }
    },
  });
};
