import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Principal } from '@kefu/contracts';
import { createTestDatabase, type TestDatabase } from '@kefu/testing/servers';
import {
  createMigrator,
  generateKey,
  type PrivateKey,
  type RunningService,
  signToken,
  startService,
} from '../src/index.ts';
import { hearingService, shopsService } from './shops.ts';
import { createGate, environmentOf, eventually, freePort } from './surroundings.ts';

const administrator: Principal = {
  id: 'admin-wang',
  name: '王敏',
  kind: 'person',
  roles: ['administrator'],
  shops: ['*'],
  limits: { refundFen: 0 },
};
const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
let shopsDatabase: TestDatabase;
let hearingDatabase: TestDatabase;
let gateway: PrivateKey;
let payroll: PrivateKey;
let shops: RunningService;
let hearing: RunningService;

const targetOf = (database: TestDatabase) => ({
  migrationUrl: database.migrationDatabaseUrl,
  keysUrl: database.keysMigrationDatabaseUrl,
  serviceRole: database.serviceRole,
});

beforeAll(async () => {
  [shopsDatabase, hearingDatabase] = await Promise.all([
    createTestDatabase('shops'),
    createTestDatabase('hearing'),
  ]);
  [gateway, payroll] = await Promise.all([generateKey('gateway'), generateKey('payroll')]);
  await createMigrator(shopsService, targetOf(shopsDatabase)).run();
  await createMigrator(hearingService, targetOf(hearingDatabase)).run();
  const trusted = [gateway, payroll];
  // both in this one process, as KEFU_ROLE=all has it
  shops = await startService(
    shopsService,
    environmentOf({ key: gateway, trusted, database: shopsDatabase, port: await freePort(), topicPrefix }),
  );
  hearing = await startService(
    hearingService,
    environmentOf({ key: payroll, trusted, database: hearingDatabase, port: await freePort(), topicPrefix }),
  );
  await Promise.all([shops.ready, hearing.ready]);
});
afterAll(async () => {
  await Promise.all([shops?.stop(), hearing?.stop()]);
  await Promise.all([shopsDatabase?.close(), hearingDatabase?.close()]);
});

const bearer = async (principal = administrator, expiresInSeconds = 60) => ({
  authorization: `Bearer ${await signToken(gateway, principal, { expiresInSeconds })}`,
});
const name = async (shopId: string, body: object, headers: Record<string, string>, at = shops.url) => {
  const response = await fetch(`${at}/api/test/shops/${shopId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};
const query = async (database: TestDatabase, sql: string, values: unknown[] = []) => {
  const client = new Client({ connectionString: database.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
};

describe('a command', () => {
  it('becomes an event, leaves for Kafka and takes effect at who listens, in one course of events', async () => {
    const { status, headers } = await name(
      'flagship',
      { name: '云裳旗舰店' },
      { ...(await bearer()), 'x-correlation-id': 'story-0001' },
    );
    expect(status).toBe(200);
    expect(headers.get('kefu-token')).toMatch(/^\d+\.\d+\.\d+$/);
    const read = await fetch(`${shops.url}/api/test/shops/flagship`, { headers: await bearer() });
    expect(await read.json()).toEqual({ name: '云裳旗舰店' });

    const [cause] = await query(shopsDatabase, 'SELECT id, metadata::jsonb FROM event WHERE stream = $1', [
      'shop-flagship',
    ]);
    const effect = await eventually(
      async () =>
        (
          await query(hearingDatabase, `SELECT metadata::jsonb FROM event WHERE stream = 'heard-flagship'`)
        )[0],
    );
    expect(cause?.metadata).toMatchObject({
      who: { kind: 'person', id: 'admin-wang' },
      correlationId: 'story-0001',
    });
    expect(effect.metadata).toMatchObject({
      who: { kind: 'service', id: 'payroll' },
      correlationId: 'story-0001',
      causationId: cause?.id,
    });
  });

  it('that is sent again with its key is answered as before and changes nothing', async () => {
    const headers = { ...(await bearer()), 'idempotency-key': 'once' };
    const first = await name('outlet', { name: 'Outlet' }, headers);
    expect(await name('outlet', { name: 'Outlet' }, headers)).toMatchObject({
      status: 200,
      body: first.body,
    });
    expect(await query(shopsDatabase, `SELECT 1 FROM event WHERE stream = 'shop-outlet'`)).toHaveLength(1);
    expect(await name('outlet', { name: 'Other' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('is refused by whoever it does not come from', async () => {
    const body = { name: 'x' };
    expect(await name('flagship', body, {})).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
    expect(await name('flagship', body, await bearer(administrator, -10))).toMatchObject({ status: 401 });
    expect(
      await name('flagship', body, await bearer({ ...administrator, roles: ['finance'] })),
    ).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect(await name('flagship', body, await bearer({ ...administrator, shops: ['outlet'] }))).toMatchObject(
      { status: 403, body: { code: 'shop-not-allowed' } },
    );
  });

  it('that cannot be read names what is wrong', async () => {
    const { status, headers, body } = await name('flagship', { name: '', colour: 'red' }, await bearer());
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 400,
      type: 'application/problem+json',
    });
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'body.name' }] });
  });
});

describe('a running service', () => {
  it('says that it is ready, and what of', async () => {
    const ready = await fetch(`${shops.url}/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      service: 'gateway',
      ready: true,
      parts: {
        database: { state: 'up' },
        relay: { state: 'up' },
        consumer: { state: 'up' },
        workers: { state: 'up' },
      },
    });
  });

  it('counts its requests apart from those of others in the process', async () => {
    const of = async (service: RunningService) => (await fetch(`${service.url}/metrics`)).text();
    expect(await of(shops)).toMatch(
      /_count\{service="gateway",method="PUT",route="\/api\/test\/shops\/:shopId",status="200"\} \d/,
    );
    expect(await of(hearing)).not.toContain('/api/test/shops');
  });

  it('may read and append its log, and nothing else', async () => {
    for (const forbidden of [
      'UPDATE event SET type = $$x$$',
      'DELETE FROM event',
      'TRUNCATE event',
      'DELETE FROM migrations',
      'UPDATE event_log SET epoch = 2',
    ]) {
      await expect(query(shopsDatabase, forbidden)).rejects.toThrow('permission denied');
    }
  });
});

describe('migrating', () => {
  it('again does nothing, also from several sides at once', async () => {
    const migrator = createMigrator(shopsService, targetOf(shopsDatabase));
    expect(await Promise.all([migrator.run(), migrator.run()])).toEqual([[], []]);
  });
});

describe('a service whose database is away', () => {
  it('is alive, says what is missing, and is ready once the database is there', async () => {
    const gatePort = await freePort();
    const gate = createGate(gatePort, new URL(shopsDatabase.databaseUrl));
    const through = (url: string) => Object.assign(new URL(url), { host: `127.0.0.1:${gatePort}` }).href;
    const database = {
      ...shopsDatabase,
      databaseUrl: through(shopsDatabase.databaseUrl),
      keysDatabaseUrl: through(shopsDatabase.keysDatabaseUrl),
    };
    const service = await startService(
      shopsService,
      environmentOf({ key: gateway, trusted: [gateway], database, port: await freePort(), topicPrefix }),
    );
    const readiness = async () => {
      const response = await fetch(`${service.url}/ready`);
      return {
        status: response.status,
        ...((await response.json()) as { missing: string[]; parts: Record<string, { reason?: string }> }),
      };
    };
    try {
      expect((await fetch(`${service.url}/health`)).status).toBe(200);
      const away = await readiness();
      expect(away).toMatchObject({
        status: 503,
        missing: ['database', 'consumer', 'relay', 'workers', 'housekeeping'],
      });
      expect(away.parts.database?.reason).toContain('ECONNREFUSED');
      const refused = await name('flagship', { name: 'x' }, await bearer(), service.url);
      expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(refused.headers.get('retry-after')).toBe('1');

      await gate.open();
      await service.ready;
      expect(await readiness()).toMatchObject({ status: 200, missing: [] });

      await gate.close();
      expect(await readiness()).toMatchObject({ status: 503 });
      await gate.open();
      await eventually(async () => ((await readiness()).status === 200 ? true : undefined));
      expect(await name('flagship', { name: 'again' }, await bearer(), service.url)).toMatchObject({
        status: 200,
      });
    } finally {
      await service.stop();
      await gate.close();
    }
  });
});
