import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { createClient, type Client } from '@kefu/client';
import type {
  DomainEvent,
  Envelope,
  Principal,
  PublicEvent,
  PublicEventData,
  PublicEventType,
} from '@kefu/contracts';
import { publicEvents } from '@kefu/contracts';
import { createEventStore, type EventStore } from '@kefu/event-store';
import { encode, kafkajsTransport, topicOf } from '@kefu/messaging';
import {
  createMigrator,
  generateKey,
  publicKeysOf,
  type ServiceDefinition,
  signToken,
  startService,
} from '@kefu/service';
import { createTestDatabase } from '@kefu/testing/servers';
import { v7 as uuidv7 } from 'uuid';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};

/** Waits until `attempt` answers something; what it throws is thrown when the time is over. */
export const eventually = async <Result>(
  attempt: () => Promise<Result | undefined>,
  limitMs = 20_000,
): Promise<Result> => {
  const end = Date.now() + limitMs;
  for (;;) {
    const late = Date.now() > end;
    const result = await attempt().catch((error: unknown) => {
      if (late) throw error;
      return undefined;
    });
    if (result !== undefined) return result;
    if (late) throw new Error(`nothing within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

export type RunningForTest<E extends DomainEvent> = {
  url: string;
  /** A client that speaks as somebody of the given roles. */
  as(who: Pick<Principal, 'roles'> & Partial<Principal>): Promise<Client>;
  /** Says something on Kafka in another service's name; answers the event's id. */
  tell<T extends PublicEventType>(
    type: T,
    data: PublicEventData<T>,
    more?: Partial<Envelope>,
  ): Promise<string>;
  /** The service's own log and views, as their owner sees them. */
  store: EventStore<E>;
  stop(): Promise<void>;
};

/** The service on real servers: a database of its own, topics of its own. */
export const runForTest = async <E extends DomainEvent>(
  definition: ServiceDefinition<E>,
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningForTest<E>> => {
  const { name } = definition;
  const brokers = process.env.KEFU_TEST_KAFKA ?? '';
  const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
  const masterKey = randomBytes(32).toString('base64');
  const database = await createTestDatabase(name);
  const { databaseUrl, keysDatabaseUrl, migrationDatabaseUrl, keysMigrationDatabaseUrl, serviceRole } =
    database;
  const target = { migrationUrl: migrationDatabaseUrl, keysUrl: keysMigrationDatabaseUrl, serviceRole };
  await createMigrator(definition, target).run();
  const [gateway, own] = await Promise.all([generateKey('gateway'), generateKey(name)]);
  const service = await startService(definition, {
    KEFU_PORT: String(await freePort()),
    KEFU_DATABASE_URL: databaseUrl,
    KEFU_KEYS_DATABASE_URL: keysDatabaseUrl,
    KEFU_KAFKA_BROKERS: brokers,
    KEFU_TOPIC_PREFIX: topicPrefix,
    KEFU_SERVICE_KEY: JSON.stringify(own),
    KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(gateway, own)),
    KEFU_MASTER_KEY: masterKey,
    KEFU_PSEUDONYM_KEY: randomBytes(32).toString('base64'),
    KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'silent',
    ...environment,
  });
  await service.ready;
  const { views, personal } = definition;
  const keys = { databaseUrl: keysDatabaseUrl, masterKey };
  const ownerDatabaseUrl = migrationDatabaseUrl;
  const store = createEventStore<E>({ databaseUrl, ownerDatabaseUrl, poolSize: 2, keys, views, personal });
  const transport = kafkajsTransport({ clientId: 'test', brokers: [brokers], log: quiet });
  return {
    url: service.url,
    store,
    as: async (who) => {
      const somebody = {
        id: 'agent-lin',
        name: '林',
        kind: 'person',
        shops: ['*'],
        limits: { refundFen: 5_000 },
      } as const;
      const principal: Principal = { ...somebody, ...who, shops: who.shops ?? ['*'] };
      const token = await signToken(gateway, principal, { expiresInSeconds: 120 });
      return createClient({ url: service.url, token });
    },
    tell: async (type, data, more) => {
      const { subject } = publicEvents[type];
      const event = {
        id: uuidv7(),
        type,
        source: `/kefu/${type.split('.')[0]}`,
        subject: String(Object.entries(data).find(([field]) => field === subject)?.[1]),
        time: new Date().toISOString(),
        correlationId: uuidv7(),
        data,
        ...more,
      };
      await transport.publish(topicOf(type.split('.')[0] ?? '', topicPrefix), [encode(event as PublicEvent)]); // as built
      return event.id;
    },
    stop: async () => {
      await service.stop();
      await Promise.all([store.close(), transport.close()]);
      await database.close();
    },
  };
};
