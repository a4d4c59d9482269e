import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../src/testing/eventually.ts';
import { freePort } from '@kefu/testing/servers';
import { createGate } from './gate.ts';
import { createShopKeeper, type Ground, prepareGround, readinessOf } from './shop-keeper.ts';
import { shopsService } from './shops.ts';

let ground: Ground;
let keeper: ReturnType<typeof createShopKeeper>;

beforeAll(async () => {
  ground = await prepareGround(shopsService, `test-${randomBytes(4).toString('hex')}.`);
  keeper = createShopKeeper(ground.key);
});
afterAll(() => ground?.database.close());

describe('a service whose database is away', () => {
  it('is alive, says what is missing, and is ready once the database is there', async () => {
    const port = await freePort();
    const gate = createGate(port, new URL(ground.database.databaseUrl));
    const through = (url: string) => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href;
    const service = await ground.start({
      KEFU_DATABASE_URL: through(ground.database.databaseUrl),
      KEFU_KEYS_DATABASE_URL: through(ground.database.keysDatabaseUrl),
    });
    try {
      expect((await fetch(`${service.url}/health`)).status).toBe(200);
      const away = await readinessOf(service);
      expect(away).toMatchObject({
        status: 503,
        missing: ['database', 'consumer', 'relay', 'workers', 'housekeeping'],
      });
      expect(away.parts.database?.reason).toContain('ECONNREFUSED');
      const refused = await keeper.name(service, 'flagship', { name: 'x' });
      expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(refused.headers.get('retry-after')).toBe('1');

      await gate.open();
      await service.ready;
      expect(await readinessOf(service)).toMatchObject({ status: 200, missing: [] });

      await gate.close();
      expect(await readinessOf(service)).toMatchObject({ status: 503 });
      await gate.open();
      await eventually(async () => ((await readinessOf(service)).status === 200 ? true : undefined));
      expect(await keeper.name(service, 'flagship', { name: 'again' })).toMatchObject({ status: 200 });
    } finally {
      await service.stop();
      await gate.close();
    }
  });
});

describe('a service without Kafka', () => {
  it('takes commands, and publishes them once Kafka is there', async () => {
    const port = await freePort();
    const gate = createGate(port, new URL(`kafka://${process.env.KEFU_TEST_KAFKA}`));
    const service = await ground.start({ KEFU_KAFKA_BROKERS: `127.0.0.1:${port}` });
    try {
      expect(await keeper.name(service, 'tmall', { name: 'before Kafka' })).toMatchObject({ status: 200 });
      expect(await readinessOf(service)).toMatchObject({ status: 503, missing: ['relay'] });
      await gate.open();
      await service.ready;
      await eventually(async () => {
        const metrics = await (await fetch(`${service.url}/metrics`)).text();
        return /kefu_relay_lag_events\{[^}]*\} 0$/m.test(metrics) ? true : undefined;
      });
    } finally {
      await service.stop();
      await gate.close();
    }
  });
});

describe('stopping', () => {
  it('under load loses nothing that it acknowledged', async () => {
    const service = await ground.start();
    await service.ready;
    const headers = await keeper.bearer();
    const commands = Array.from({ length: 200 }, (_, n) =>
      keeper.name(service, `load-${n}`, { name: 'x' }, headers).then(
        ({ status }) => status,
        () => 'not connected' as const,
      ),
    );
    await commands[0];
    await service.stop();
    const answers = await Promise.all(commands);
    const acknowledged = answers.filter((status) => status === 200).length;
    expect(acknowledged).toBeGreaterThan(0);
    expect(new Set(answers)).not.toContain(500);
    const stored = await ground.query(`SELECT count(*)::int AS n FROM event WHERE stream LIKE 'shop-load-%'`);
    expect(stored[0]?.n).toBeGreaterThanOrEqual(acknowledged);
  });

  it('while nothing is reachable ends soon', async () => {
    const nowhere = `postgres://x:x@127.0.0.1:${await freePort()}/x`;
    const service = await ground.start({
      KEFU_DATABASE_URL: nowhere,
      KEFU_KEYS_DATABASE_URL: nowhere,
      KEFU_KAFKA_BROKERS: `127.0.0.1:${await freePort()}`,
    });
    await service.stop();
    await expect(fetch(`${service.url}/health`)).rejects.toThrow('fetch failed');
  });
});

describe('starting', () => {
  it('on a port that is taken names the port and the setting', async () => {
    const service = await ground.start();
    const { port } = new URL(service.url);
    try {
      await expect(ground.start({ KEFU_PORT: port })).rejects.toThrow(
        `127.0.0.1:${port} is taken by another process; KEFU_PORT chooses another port`,
      );
    } finally {
      await service.stop();
    }
  });
});
