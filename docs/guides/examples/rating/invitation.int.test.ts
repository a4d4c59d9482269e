import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createEventStore, type EventStore } from '@kefu/event-store';
import { createMigrator } from '@kefu/service';
import { createTestDatabase, type TestDatabase } from '@kefu/testing/servers';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { v7 as uuidv7 } from 'uuid';
import { rating, ratingPersonal, type RatingEvent } from './domain/rating.ts';
import { invitationActivities } from './invitation.activities.ts';
import { ratingGiven, ratingInvitation } from './invitation.workflow.ts';
import { ratings } from './ratings.view.ts';
import { ratingService } from './service.ts';

const taskQueue = 'ratings';
const metadata = { who: { kind: 'system' as const, id: 'test' }, correlationId: 'story-0001' };
let environment: TestWorkflowEnvironment;
let database: TestDatabase;
let store: EventStore<RatingEvent>;
let worker: Worker;
let working: Promise<void>;

// The test server has five seconds to come up, which a busy machine may not give it.
const skippingTime = async (tries = 4): Promise<TestWorkflowEnvironment> => {
  const path = process.env.KEFU_TEST_TEMPORAL_SERVER ?? '';
  const starting = TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  return starting.catch((error: unknown) => {
    if (tries === 1) throw error;
    return skippingTime(tries - 1);
  });
};

beforeAll(async () => {
  const telemetryOptions = { logging: { filter: 'OFF', forward: {} } };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions });
  environment = await skippingTime();
  database = await createTestDatabase('rating');
  await createMigrator(ratingService, {
    migrationUrl: database.migrationDatabaseUrl,
    keysUrl: database.keysMigrationDatabaseUrl,
    serviceRole: database.serviceRole,
  }).run();
  store = createEventStore<RatingEvent>({
    databaseUrl: database.databaseUrl,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: randomBytes(32) },
    personal: ratingPersonal,
    views: [ratings],
  });
  worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('invitation.workflow.ts', import.meta.url)),
    activities: invitationActivities(store),
  });
  working = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await working;
  await environment?.teardown();
  await store?.close();
  await database?.close();
});

const invite = async () => {
  const conversationId = uuidv7();
  const about = { conversationId, customerId: 'cu_5f1d0c7a9b2e4d6f8a0b', agentId: 'lin' };
  const command = { type: 'InviteRating' as const, ...about, at: '2026-10-21T03:00:00Z' };
  const stream = `rating-${conversationId}`;
  await store.handle({ stream, decider: rating, command, metadata });
  const handle = await environment.client.workflow.start(ratingInvitation, {
    taskQueue,
    workflowId: `rating-invitation-${conversationId}`,
    args: [conversationId],
  });
  const facts = async () => (await store.read(stream)).map(({ type }) => type);
  return { handle, facts };
};

it('is repeated after a day and lapses after four', async () => {
  const { handle, facts } = await invite();
  await handle.result();
  expect(await facts()).toEqual(['RatingInvited', 'RatingReminded', 'RatingLapsed']);
});

it('ends with the rating', async () => {
  const { handle, facts } = await invite();
  await handle.signal(ratingGiven);
  await handle.result();
  expect(await facts()).toEqual(['RatingInvited']);
});
