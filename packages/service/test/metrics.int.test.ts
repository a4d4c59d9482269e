import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublicEventData } from '@kefu/contracts';
import { superuserUrl } from '@kefu/testing/servers';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '../src/testing/eventually.ts';
import { runForTest, type ServiceForTest } from '../src/testing/run-for-test.ts';
import { hearingService } from './shops.ts';

type Hearing = ServiceForTest<{ type: 'ShopHeardOf'; data: { shopId: string } }>;
let hearing: Hearing;

beforeAll(async () => {
  hearing = await runForTest(hearingService);
});
afterAll(() => hearing?.stop());

/** Of every series of the metric the figure, once all that was asked for is there. */
const figures = async (name: string, label = ''): Promise<number[]> => {
  const text = await (await fetch(`${hearing.url}/metrics`)).text();
  return [...text.matchAll(new RegExp(`^${name}(?:\\{([^}]*)\\})? (\\S+)$`, 'gm'))]
    .filter(([, labels = '']) => labels.includes(label))
    .map(([, , value]) => Number(value));
};
const until = (name: string, isIt: (figure: number) => boolean, label?: string): Promise<true> =>
  eventually(async () => {
    const found = await figures(name, label);
    return found.length > 0 && found.every(isIt) ? true : undefined;
  });

const shop: PublicEventData<'gateway.shop-changed.v1'> = {
  shopId: 'flagship',
  name: '云裳旗舰店',
  platform: 'tmall',
  type: 'flagship',
  zone: 'Asia/Shanghai',
  state: 'open',
  at: '2026-10-01T00:00:00Z',
};

describe("a service's metrics", () => {
  it('count an event that arrives again', async () => {
    const id = uuidv7();
    await hearing.tell('gateway.shop-changed.v1', shop, { id });
    await hearing.tell('gateway.shop-changed.v1', shop, { id });
    await until('kefu_inbox_conflicts_total', (count) => count === 1);
    await until('kefu_feed_lag_events', (events) => events === 0);
  });

  it('say of each database how long a transaction of it has held readers back, and what they do not see', async () => {
    const other = new Client({ connectionString: hearing.database.migrationDatabaseUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT pg_current_xact_id()');
      await hearing.tell('gateway.shop-changed.v1', { ...shop, shopId: 'tmall' });
      // other tests write in databases of their own
      const { pathname } = new URL(hearing.database.migrationDatabaseUrl);
      await until('kefu_xmin_age_seconds', (seconds) => seconds > 0.5, `database="${pathname.slice(1)}"`);
      await until('kefu_feed_lag_events', (events) => events === 1);
      await until('kefu_feed_lag_seconds', (seconds) => seconds > 0.2);
      await other.query('COMMIT');
      await until('kefu_feed_lag_events', (events) => events === 0);
    } finally {
      await other.end();
    }
  });

  it('leave the age of transactions out where the owner of the log may not see them', async () => {
    const superuser = new Client({ connectionString: superuserUrl() });
    await superuser.connect();
    try {
      await superuser.query(`REVOKE pg_read_all_stats FROM ${hearing.database.ownerRole}`);
      expect(await figures('kefu_xmin_age_seconds')).toEqual([]);
    } finally {
      await superuser.end();
    }
  });
});
