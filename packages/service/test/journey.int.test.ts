import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../src/testing/eventually.ts';
import { createMigrator, publicKeysOf, type RunningService } from '../src/index.ts';
import { administrator, createShopKeeper, type Ground, prepareGround, targetOf } from './shop-keeper.ts';
import { hearingService, shopsService } from './shops.ts';

const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
let shopsGround: Ground;
let hearingGround: Ground;
let shops: RunningService;
let hearing: RunningService;
let keeper: ReturnType<typeof createShopKeeper>;

beforeAll(async () => {
  [shopsGround, hearingGround] = await Promise.all([
    prepareGround(shopsService, topicPrefix),
    prepareGround(hearingService, topicPrefix),
  ]);
  keeper = createShopKeeper(shopsGround.key);
  const trusted = JSON.stringify(publicKeysOf(shopsGround.key, hearingGround.key));
  // both in this one process, as KEFU_ROLE=all has it
  shops = await shopsGround.start({ KEFU_TRUSTED_KEYS: trusted });
  hearing = await hearingGround.start({ KEFU_TRUSTED_KEYS: trusted });
  await Promise.all([shops.ready, hearing.ready]);
});
afterAll(async () => {
  await Promise.all([shops?.stop(), hearing?.stop()]);
  await Promise.all([shopsGround?.database.close(), hearingGround?.database.close()]);
});

describe('a command', () => {
  it('becomes an event, leaves for Kafka and takes effect at who listens, in one course of events', async () => {
    const marked = { ...(await keeper.bearer()), 'x-correlation-id': 'story-0001' };
    const { status, headers } = await keeper.name(shops, 'flagship', { name: '云裳旗舰店' }, marked);
    expect(status).toBe(200);
    expect(headers.get('kefu-token')).toMatch(/^\d+\.\d+\.\d+$/);
    const read = await fetch(`${shops.url}/api/test/shops/flagship`, { headers: await keeper.bearer() });
    expect(await read.json()).toEqual({ name: '云裳旗舰店' });

    const [cause] = await shopsGround.query(
      `SELECT id, metadata::jsonb FROM event WHERE stream = 'shop-flagship'`,
    );
    const effect = await eventually(
      async () =>
        (await hearingGround.query(`SELECT metadata::jsonb FROM event WHERE stream = 'heard-flagship'`))[0],
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
    const headers = { ...(await keeper.bearer()), 'idempotency-key': 'once' };
    const first = await keeper.name(shops, 'outlet', { name: 'Outlet' }, headers);
    const second = await keeper.name(shops, 'outlet', { name: 'Outlet' }, headers);
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect(await shopsGround.query(`SELECT 1 FROM event WHERE stream = 'shop-outlet'`)).toHaveLength(1);
    expect(await keeper.name(shops, 'outlet', { name: 'Other' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it.each([
    ['nobody', 401, 'unauthenticated', async () => ({})],
    ['an expired token', 401, 'unauthenticated', () => keeper.bearer(administrator, -10)],
    ['another role', 403, 'role-not-allowed', () => keeper.bearer({ ...administrator, roles: ['finance'] })],
    ['another shop', 403, 'shop-not-allowed', () => keeper.bearer({ ...administrator, shops: ['outlet'] })],
  ])('of %s is refused', async (_, status, code, headers) => {
    const answer = await keeper.name(shops, 'flagship', { name: 'x' }, await headers());
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('that cannot be read names what is wrong', async () => {
    const { status, headers, body } = await keeper.name(shops, 'flagship', { name: '' });
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 400,
      type: 'application/problem+json',
    });
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'body.name' }] });
  });
});

describe('an address that no route can read', () => {
  it.each([
    ['a broken escape', '%zz', 400, 'invalid-input'],
    ['a part without end', 'a'.repeat(400), 414, 'address-too-long'],
  ])('is answered as a problem: %s', async (_, part, status, code) => {
    const answer = await fetch(`${shops.url}/api/test/shops/${part}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, code });
  });
});

describe('services in one process', () => {
  it('count their requests apart', async () => {
    const metricsOf = async ({ url }: RunningService) => (await fetch(`${url}/metrics`)).text();
    expect(await metricsOf(shops)).toMatch(
      /_count\{service="gateway",method="PUT",route="\/api\/test\/shops\/:shopId",status="200"\} \d/,
    );
    expect(await metricsOf(hearing)).not.toContain('/api/test/shops');
  });
});

describe("a service's role", () => {
  it.each([
    'UPDATE event SET type = $$x$$',
    'DELETE FROM event',
    'TRUNCATE event',
    'DELETE FROM migrations',
    'UPDATE event_log SET epoch = 2',
    'CREATE TABLE another (id text)',
  ])('may not %s', async (statement) => {
    await expect(shopsGround.query(statement)).rejects.toThrow('permission denied');
  });
});

describe('migrating', () => {
  it('again does nothing, also from several sides at once', async () => {
    const migrator = createMigrator(shopsService, targetOf(shopsGround.database));
    expect(await Promise.all([migrator.run(), migrator.run()])).toEqual([[], []]);
  });
});
