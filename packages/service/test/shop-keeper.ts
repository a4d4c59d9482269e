import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DomainEvent, Principal } from '@kefu/contracts';
import { createTestDatabase, freePort, type TestDatabase } from '@kefu/testing/servers';
import {
  createMigrator,
  generateKey,
  type PrivateKey,
  publicKeysOf,
  type RunningService,
  type ServiceDefinition,
  signToken,
  startService,
} from '../src/index.ts';

export const administrator: Principal = {
  id: 'admin-wang',
  name: '王敏',
  kind: 'person',
  roles: ['administrator'],
  shops: ['*'],
  limits: { refundFen: 0 },
};

export const targetOf = (database: TestDatabase) => ({
  migrationUrl: database.migrationDatabaseUrl,
  keysUrl: database.keysMigrationDatabaseUrl,
  serviceRole: database.serviceRole,
});

export type Ground = {
  database: TestDatabase;
  key: PrivateKey;
  /** Starts the service; `overrides` replace variables of its environment. */
  start(overrides?: NodeJS.ProcessEnv): Promise<RunningService>;
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
};

/** A migrated database and an environment for one service, as the launcher would prepare them. */
export const prepareGround = async <E extends DomainEvent>(
  definition: ServiceDefinition<E>,
  topicPrefix: string,
): Promise<Ground> => {
  const database = await createTestDatabase(definition.name);
  const key = await generateKey(definition.name);
  await createMigrator(definition, targetOf(database)).run();
  const random = () => randomBytes(32).toString('base64');
  const environment = {
    KEFU_DATABASE_URL: database.databaseUrl,
    KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
    KEFU_KAFKA_BROKERS: process.env.KEFU_TEST_KAFKA,
    KEFU_TOPIC_PREFIX: topicPrefix,
    KEFU_SERVICE_KEY: JSON.stringify(key),
    KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(key)),
    KEFU_MASTER_KEY: random(),
    KEFU_PSEUDONYM_KEY: random(),
    KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'silent',
  };
  return {
    database,
    key,
    start: async (overrides = {}) =>
      startService(definition, { ...environment, KEFU_PORT: String(await freePort()), ...overrides }),
    query: async (sql, values = []) => {
      const client = new Client({ connectionString: database.databaseUrl });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
};

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** Somebody who names shops. */
export const createShopKeeper = (gateway: PrivateKey) => {
  const bearer = async (principal = administrator, expiresInSeconds = 60) => ({
    authorization: `Bearer ${await signToken(gateway, principal, { expiresInSeconds })}`,
  });
  const name = async (
    { url }: RunningService,
    shopId: string,
    body: object,
    headers?: Record<string, string>,
  ): Promise<Answer> => {
    const response = await fetch(`${url}/api/test/shops/${shopId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...(headers ?? (await bearer())) },
      body: JSON.stringify(body),
    });
    // every answer of these services is an object
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer['body'],
    };
  };
  return { bearer, name };
};

type Readiness = {
  status: number;
  missing: string[];
  parts: Record<string, { state: string; reason?: string }>;
};

export const readinessOf = async ({ url }: RunningService): Promise<Readiness> => {
  const response = await fetch(`${url}/ready`);
  return { status: response.status, ...((await response.json()) as Omit<Readiness, 'status'>) }; // as operations.ts answers
};
