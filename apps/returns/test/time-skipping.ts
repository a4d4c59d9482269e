import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createEventStore, type EventStore } from '@kefu/event-store';
import { createMigrator, createServiceFetch, generateKey } from '@kefu/service';
import { createTestDatabase } from '@kefu/testing/servers';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { v7 as uuidv7 } from 'uuid';
import { handleCase } from '../src/case/handle-case.ts';
import { personal, type ReturnsEvent } from '../src/events.ts';
import { returns } from '../src/service.ts';
import { keepErrorClass } from '../src/weight-check/keep-error-class.ts';
import { weightCheckActivities } from '../src/weight-check/weight-check.activities.ts';
import { weightCheck } from '../src/weight-check/weight-check.workflow.ts';
import { startLogistics } from './logistics-stand-in.ts';
import { open, order } from './scarf-order.ts';
import { bundleWorkflows, quietTemporal } from './temporal.ts';

const histories = new URL('../src/weight-check/histories/', import.meta.url);

const createEnvironment = async (tries = 4): Promise<TestWorkflowEnvironment> => {
  const path = process.env.KEFU_TEST_TEMPORAL_SERVER ?? '';
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
  } catch (error) {
    if (tries === 1) throw error;
    return createEnvironment(tries - 1);
  }
};

/** Weight checks on a real log, with logistics stood in for, where days pass in no time. */
export const startTimeSkipping = async () => {
  quietTemporal();
  const environment = await createEnvironment(); // alone: it has five seconds, and a bundler takes all there is
  const [database, logistics, key, bundle] = await Promise.all([
    createTestDatabase('weighing'),
    startLogistics(),
    generateKey('returns'),
    bundleWorkflows(),
  ]);
  await createMigrator(returns, {
    migrationUrl: database.migrationDatabaseUrl,
    keysUrl: database.keysMigrationDatabaseUrl,
    serviceRole: database.serviceRole,
  }).run();
  const store: EventStore<ReturnsEvent> = createEventStore<ReturnsEvent>({
    databaseUrl: database.databaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: randomBytes(32) },
    personal,
    views: returns.views,
  });
  // only logistics is ever called
  const call = createServiceFetch(key, { logistics: logistics.url } as Parameters<
    typeof createServiceFetch
  >[1]);
  const taskQueue = 'weight-checks';
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle: bundle,
    activities: weightCheckActivities(store, call),
    interceptors: { activity: [() => ({ inbound: keepErrorClass })] },
  });
  const working = worker.run();

  return {
    environment,
    logistics,
    /** A case whose one parcel is to be weighed. */
    openCase: async () => {
      const caseId = uuidv7();
      const waybillId = `zto:${caseId}`;
      logistics.knows(waybillId);
      const parcels = order.parcels.map((parcel) => ({ ...parcel, waybillId }));
      const ofItsOwn = { ...order, orderId: `flagship:${caseId}`, parcels };
      await handleCase(store, {
        of: { caseId, orderId: ofItsOwn.orderId, lineId: '1' },
        command: { ...open, caseId, order: ofItsOwn },
        metadata: { who: { kind: 'person', id: 'agent-lin' }, correlationId: 'story-0001' },
      });
      return { caseId, waybillId };
    },
    start: (caseId: string) =>
      environment.client.workflow.start(weightCheck, {
        taskQueue,
        workflowId: `weight-check-${caseId}`,
        workflowExecutionTimeout: '20 days', // the test server skips to this moment once a workflow has ended
        args: [{ caseId, course: { correlationId: 'story-0001', causationId: caseId } }],
      }),
    factsOf: async (caseId: string): Promise<string[]> => {
      const events = await store.read(`case-${caseId}`);
      return events.map(({ type, data }) =>
        'step' in data ? data.step : 'verdict' in data ? data.verdict : type,
      );
    },
    /** `KEFU_RECORD_HISTORIES=1` renews the committed ones, for a workflow that was changed on purpose. */
    record: async (name: string, handle: WorkflowHandle): Promise<void> => {
      if (!process.env.KEFU_RECORD_HISTORIES) return;
      await writeFile(new URL(`${name}.json`, histories), historyToJSON(await handle.fetchHistory()));
    },
    stop: async () => {
      worker.shutdown();
      await working;
      await environment.teardown();
      await store.close();
      await logistics.stop();
      await database.close();
    },
  };
};
