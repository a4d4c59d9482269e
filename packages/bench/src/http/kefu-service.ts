import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createMigrator, generateKey, publicKeysOf, signToken } from '@kefu/service';
import { createTestDatabase } from '@kefu/testing/servers';
import { createHandPool } from '../frame/database.ts';
import { startChild } from '../frame/child.ts';
import { programBeside } from '../frame/program.ts';
import { casesService } from './cases-service.ts';

const administrator = {
  id: 'admin-wang',
  name: '王敏',
  kind: 'person' as const,
  roles: ['administrator' as const],
  shops: ['*'],
  limits: { refundFen: 0 },
};
const tokenLifetimeSeconds = 115; // as long as a service believes one
const tokenRenewedAfterMs = 60_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('a server of TCP has a port');
  return address.port;
};

export type CasesService = Awaited<ReturnType<typeof startCasesService>>;

/** The tiny service in its process, on a fresh migrated database. */
export const startCasesService = async () => {
  const [database, key, port] = await Promise.all([
    createTestDatabase('bench_http'),
    generateKey('gateway'),
    freePort(),
  ]);
  await createMigrator(casesService, {
    migrationUrl: database.migrationDatabaseUrl,
    keysUrl: database.keysMigrationDatabaseUrl,
    serviceRole: database.serviceRole,
  }).run();
  const random = (bytes: number) => randomBytes(bytes).toString('base64');
  const child = await startChild<{ url: string }>(programBeside(import.meta.url, 'kefu-server'), {
    KEFU_PORT: String(port),
    KEFU_DATABASE_URL: database.databaseUrl,
    KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
    KEFU_KAFKA_BROKERS: process.env.KEFU_TEST_KAFKA,
    KEFU_TOPIC_PREFIX: `bench-${randomBytes(4).toString('hex')}.`,
    KEFU_SERVICE_KEY: JSON.stringify(key),
    KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(key)),
    KEFU_MASTER_KEY: random(32),
    KEFU_PSEUDONYM_KEY: random(32),
    KEFU_LOG_LEVEL: 'warn',
  });
  const pool = createHandPool(database.databaseUrl, { max: 1 });
  let token = '';
  let signedAt = -Infinity;
  return {
    url: child.told.url,
    pool,
    /** What a caller sends to be believed, renewed as the gateway would. */
    authorization: async (): Promise<string> => {
      if (performance.now() - signedAt > tokenRenewedAfterMs) {
        token = await signToken(key, administrator, { expiresInSeconds: tokenLifetimeSeconds });
        signedAt = performance.now();
      }
      return `Bearer ${token}`;
    },
    /** Resident memory of its process, in bytes. */
    rss: async (): Promise<number> => (await child.ask<{ rss: number }>('memory')).rss,
    close: async () => {
      await child.stop();
      await pool.end();
      await database.close();
    },
  };
};
