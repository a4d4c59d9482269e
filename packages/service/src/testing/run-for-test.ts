import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from '@kefu/client';
import {
  publicEvents,
  type DomainEvent,
  type Principal,
  type PublicEvent,
  type PublicEventData,
  type PublicEventType,
} from '@kefu/contracts';
import { createEventStore, type EventStore } from '@kefu/event-store';
import { encode, kafkajsTransport, topicOf } from '@kefu/messaging';
import { createTestDatabase, freePort, type TestDatabase } from '@kefu/testing/servers';
import { v7 as uuidv7 } from 'uuid';
import { generateKey, publicKeysOf } from '../authentication/keys.ts';
import { signToken } from '../authentication/tokens.ts';
import type { ServiceDefinition } from '../define-service.ts';
import { createMigrator } from '../migrator.ts';
import { startService, type RunningService } from '../start-service.ts';

export type ServiceForTest<E extends DomainEvent> = {
  url: string;
  dataDir: string;
  pseudonymKey: Buffer;
  masterKey: Buffer;
  database: TestDatabase;
  /** The service's own log and views, as their owner sees them. */
  store: EventStore<E>;
  /** A token for somebody, as the gateway signs it. */
  tokenOf(who: Partial<Principal> & Pick<Principal, 'roles'>): Promise<string>;
  /** A client that speaks as somebody of the given roles. */
  as(who: Partial<Principal> & Pick<Principal, 'roles'>): Promise<Client>;
  /**
   * Says something on Kafka in another service's name; answers the event's id. Given again, the id says it twice; a
   * `subject` in common keeps two events in order.
   */
  tell<T extends PublicEventType>(
    type: T,
    data: PublicEventData<T>,
    more?: { id?: string; time?: string; subject?: string },
  ): Promise<string>;
  /** Ends the service and starts it anew on the same data. */
  restart(): Promise<void>;
  /** Ends every connection of the service to its database, as a failing server does. */
  breakConnections(): Promise<void>;
  stop(): Promise<void>;
};

const lin = { id: 'lin', name: '林晓', kind: 'person', shops: ['*'], limits: { refundFen: 5_000 } } as const;
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const tokenLifetimeSeconds = 115; // as long as a service believes one

const subjectIn = (type: PublicEventType, data: object): string =>
  String(Object.entries(data).find(([field]) => field === publicEvents[type].subject)?.[1]);

/** A service on the shared test servers, with databases, topics and keys of its own. */
export const runForTest = async <E extends DomainEvent>(
  definition: ServiceDefinition<E>,
  more: NodeJS.ProcessEnv = {},
): Promise<ServiceForTest<E>> => {
  const { name, views, personal } = definition;
  const brokers = process.env.KEFU_TEST_KAFKA ?? '';
  const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
  const [masterKey, pseudonymKey] = [randomBytes(32), randomBytes(32)];
  const [database, gateway, own, port, dataDir] = await Promise.all([
    createTestDatabase(name),
    generateKey('gateway'),
    generateKey(name === 'gateway' ? 'chat' : name),
    freePort(),
    mkdtemp(join(tmpdir(), `kefu-${name}-`)),
  ]);
  await createMigrator(definition, {
    migrationUrl: database.migrationDatabaseUrl,
    keysUrl: database.keysMigrationDatabaseUrl,
    serviceRole: database.serviceRole,
  }).run();

  const start = async (): Promise<RunningService> => {
    const service = await startService(definition, {
      KEFU_PORT: String(port),
      KEFU_DATABASE_URL: database.databaseUrl,
      KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
      KEFU_KAFKA_BROKERS: brokers,
      KEFU_TOPIC_PREFIX: topicPrefix,
      KEFU_TEMPORAL_ADDRESS: process.env.KEFU_TEST_TEMPORAL,
      KEFU_SERVICE_KEY: JSON.stringify(name === 'gateway' ? gateway : own),
      KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(gateway, own)),
      KEFU_MASTER_KEY: masterKey.toString('base64'),
      KEFU_PSEUDONYM_KEY: pseudonymKey.toString('base64'),
      KEFU_DATA_DIR: dataDir,
      KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'silent',
      ...more,
    });
    await service.ready;
    return service;
  };
  let service = await start();
  const keys = { databaseUrl: database.keysDatabaseUrl, masterKey };
  const { databaseUrl, migrationDatabaseUrl: ownerDatabaseUrl } = database;
  const store = createEventStore<E>({ databaseUrl, ownerDatabaseUrl, poolSize: 2, keys, views, personal });
  const transport = kafkajsTransport({ clientId: 'test', brokers: [brokers], log: quiet });
  const tokenOf: ServiceForTest<E>['tokenOf'] = (who) =>
    signToken(
      gateway,
      { ...lin, ...who, shops: who.shops ?? ['*'] },
      { expiresInSeconds: tokenLifetimeSeconds },
    );

  return {
    url: service.url,
    dataDir,
    pseudonymKey,
    masterKey,
    database,
    store,
    tokenOf,
    as: async (who) => createClient({ url: service.url, token: await tokenOf(who) }),
    tell: async (type, data, more = {}) => {
      const { id = uuidv7(), time = new Date().toISOString(), subject = subjectIn(type, data) } = more;
      const [source = ''] = type.split('.');
      const event = { id, type, source: `/kefu/${source}`, subject, time, data, correlationId: uuidv7() };
      // the envelope of one type, which TypeScript does not see through the union
      await transport.publish(topicOf(source, topicPrefix), [encode(event as unknown as PublicEvent)]);
      return id;
    },
    restart: async () => {
      await service.stop();
      service = await start();
    },
    breakConnections: async () => {
      await store.pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
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
