import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client, ProblemError } from '@kefu/client';
import type { Principal, PublicEvent } from '@kefu/contracts';
import { encode, type EventTransport, kafkajsTransport, topicOf } from '@kefu/messaging';
import { createEventStore, type EventStore } from '@kefu/event-store';
import {
  createMigrator,
  customerIdOf,
  generateKey,
  publicKeysOf,
  type RunningService,
  signToken,
  startService,
} from '@kefu/service';
import { createTestDatabase } from '@kefu/testing/servers';
import type { OrderEvent } from '../src/order/domain/events.ts';
import { orders } from '../src/service.ts';

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};

/** Waits until `attempt` answers something other than undefined. */
export const eventually = async <Result>(
  attempt: () => Promise<Result | undefined>,
  limitMs = 30_000,
): Promise<Result> => {
  for (const end = Date.now() + limitMs; ;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (Date.now() > end) throw new Error(`nothing within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

/** The code of the problem that a call meets. */
export const problemOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'none';
  } catch (error) {
    if (error instanceof ProblemError) return `${error.problem.status} ${error.problem.code}`;
    throw error;
  }
};

export type OrdersAtWork = {
  url: string;
  transport: EventTransport;
  store: EventStore<OrderEvent>;
  dataDir: string;
  topicPrefix: string;
  as(who: Partial<Principal> & Pick<Principal, 'roles'>): Promise<Client>;
  customerId(shopId: string, buyerId: string): string;
  /** Publishes what another service would say. */
  tell(event: PublicEvent): Promise<void>;
  /** Ends the service and starts it anew on the same data. */
  restart(): Promise<void>;
  /** Ends every connection of the service to its database, as a failing server does. */
  breakConnections(): Promise<void>;
  stop(): Promise<void>;
};

export const startOrders = async (): Promise<OrdersAtWork> => {
  const database = await createTestDatabase('orders');
  const dataDir = await mkdtemp(join(tmpdir(), 'kefu-orders-'));
  await createMigrator(orders, {
    migrationUrl: database.migrationDatabaseUrl,
    keysUrl: database.keysMigrationDatabaseUrl,
    serviceRole: database.serviceRole,
  }).run();
  const [gateway, own] = await Promise.all([generateKey('gateway'), generateKey('orders')]);
  const masterKey = randomBytes(32);
  const pseudonymKey = randomBytes(32);
  const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
  const port = await freePort();
  const start = async (): Promise<RunningService> => {
    const service = await startService(orders, {
      KEFU_PORT: String(port),
      KEFU_DATABASE_URL: database.databaseUrl,
      KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
      KEFU_KAFKA_BROKERS: process.env.KEFU_TEST_KAFKA,
      KEFU_TOPIC_PREFIX: topicPrefix,
      KEFU_SERVICE_KEY: JSON.stringify(own),
      KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(gateway, own)),
      KEFU_MASTER_KEY: masterKey.toString('base64'),
      KEFU_PSEUDONYM_KEY: pseudonymKey.toString('base64'),
      KEFU_DATA_DIR: dataDir,
      KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'silent',
    });
    await service.ready;
    return service;
  };
  let service = await start();
  const store = createEventStore<OrderEvent>({
    databaseUrl: database.databaseUrl,
    ownerDatabaseUrl: database.migrationDatabaseUrl,
    poolSize: 2,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey },
    personal: orders.personal,
    views: orders.views,
  });
  const transport = kafkajsTransport({
    clientId: 'orders-test',
    brokers: [process.env.KEFU_TEST_KAFKA ?? ''],
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  return {
    transport,
    url: service.url,
    store,
    dataDir,
    topicPrefix,
    as: async (who) => {
      const somebody = {
        id: 'agent-lin',
        name: '林',
        kind: 'person',
        shops: ['*'],
        limits: { refundFen: 0 },
      } as const;
      const principal: Principal = { ...somebody, ...who, shops: who.shops ?? ['*'] };
      return createClient({
        url: service.url,
        token: await signToken(gateway, principal, { expiresInSeconds: 115 }),
      });
    },
    customerId: (shopId, buyerId) => customerIdOf(pseudonymKey, shopId, buyerId),
    tell: async (event) => {
      const topic = topicOf(event.type.split('.')[0] ?? '', topicPrefix);
      await transport.createTopics([topic]);
      await transport.publish(topic, [encode(event)]);
    },
    restart: async () => {
      await service.stop();
      service = await start();
    },
    breakConnections: async () => {
      await store.pool.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()',
      );
    },
    stop: async () => {
      await service.stop();
      await Promise.all([store.close(), transport.close()]);
      await database.close();
      await rm(dataDir, { recursive: true });
    },
  };
};
