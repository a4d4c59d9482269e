import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import {
  type Principal,
  type PublicEvent,
  type PublicEventData,
  type PublicEventType,
  type Role,
} from '@kefu/contracts';
import { encode, kafkajsTransport, topicOf } from '@kefu/messaging';
import {
  createLogger,
  createMigrator,
  generateKey,
  publicKeysOf,
  signToken,
  startService,
} from '@kefu/service';
import { createTestDatabase } from '@kefu/testing/servers';
import { v7 as uuidv7 } from 'uuid';
import { returns } from '../src/service.ts';
import { startLogistics } from './logistics-stand-in.ts';

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};

export const person = (id: string, roles: Role[], refundFen = 0, shops = ['*']): Principal => ({
  ...{ id, name: id, kind: 'person', roles, shops, limits: { refundFen } },
});

export const lin = person('agent-lin', ['after-sales-agent'], 5_000);
export const wang = person('supervisor-wang', ['supervisor'], 100_000);
export const zhao = person('finance-zhao', ['finance']);

export type Answer = {
  status: number;
  body: Record<string, unknown> & { items?: Record<string, unknown>[] };
};

/** The service on real servers, with logistics stood in for and the other services' topics to speak on. */
export const startReturns = async () => {
  const prefix = `test-${randomBytes(4).toString('hex')}.`;
  const [database, logistics, port] = await Promise.all([
    createTestDatabase('returns'),
    startLogistics(),
    freePort(),
  ]);
  const [gatewayKey, returnsKey] = await Promise.all([generateKey('gateway'), generateKey('returns')]);
  const kafka = process.env.KEFU_TEST_KAFKA ?? '';
  const logger = createLogger('test', 'silent');
  const transport = kafkajsTransport({ clientId: 'test', brokers: [kafka], log: logger });
  await transport.createTopics(['orders', 'logistics', 'returns'].map((name) => topicOf(name, prefix)));
  await createMigrator(returns, {
    migrationUrl: database.migrationDatabaseUrl,
    keysUrl: database.keysMigrationDatabaseUrl,
    serviceRole: database.serviceRole,
  }).run();

  const environment = {
    KEFU_PORT: String(port),
    KEFU_DATABASE_URL: database.databaseUrl,
    KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
    KEFU_KAFKA_BROKERS: kafka,
    KEFU_TOPIC_PREFIX: prefix,
    KEFU_TEMPORAL_ADDRESS: process.env.KEFU_TEST_TEMPORAL,
    KEFU_SERVICE_KEY: JSON.stringify(returnsKey),
    KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(gatewayKey, returnsKey)),
    KEFU_MASTER_KEY: randomBytes(32).toString('base64'),
    KEFU_PSEUDONYM_KEY: randomBytes(32).toString('base64'),
    KEFU_LOGISTICS_URL: logistics.url,
    KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'silent',
  };
  let service = await startService(returns, environment);
  await service.ready;

  const request = async (
    who: Principal | undefined,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${service.url}/api/returns/${path}`, {
      method,
      headers: {
        ...(who && { authorization: `Bearer ${await signToken(gatewayKey, who)}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };

  return {
    logistics,
    database,
    post: (who: Principal | undefined, path: string, body: object, headers?: Record<string, string>) =>
      request(who, 'POST', path, body, headers),
    get: (who: Principal | undefined, path: string) => request(who, 'GET', path),
    /** What another service would say; the id and time may be given to say it twice or late. */
    hear: async <T extends PublicEventType>(
      type: T,
      data: PublicEventData<T>,
      { id = uuidv7(), time = new Date().toISOString(), subject = 'subject' } = {},
    ): Promise<void> => {
      const source = type.split('.')[0] ?? '';
      const event = { id, type, source: `/kefu/${source}`, subject, time, data, correlationId: 'story-0001' };
      // the envelope of one type, which TypeScript does not see through the union
      await transport.publish(topicOf(source, prefix), [encode(event as unknown as PublicEvent)]);
    },
    restart: async () => {
      await service.stop();
      service = await startService(returns, environment);
      await service.ready;
    },
    stop: async () => {
      await service.stop();
      await transport.close();
      await logistics.stop();
      await database.close();
    },
  };
};

export type Returns = Awaited<ReturnType<typeof startReturns>>;

/** Waits until an attempt answers something. */
export const eventually = async <Result>(attempt: () => Promise<Result | undefined>): Promise<Result> => {
  const end = Date.now() + 25_000;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (Date.now() > end) throw new Error('nothing within 25 s');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
