import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallInput, Client } from '@kefu/client';
import { ended, errorsOf, manyOrders, run, start, type TestFile, upload } from './importing.ts';
import { eventually, type OrdersAtWork, problemOf, startOrders } from './orders-at-work.ts';

const olist = fileURLToPath(new URL('../../../../shared/data/olist', import.meta.url));

let work: OrdersAtWork;
let importer: Client;

beforeAll(async () => {
  work = await startOrders();
  importer = await work.as({ id: 'erp', roles: ['integrator'] });
});
afterAll(() => work?.stop());

const orderOf = (orderId: string) => importer.call('orders.getOrder', { params: { orderId } });
const count = async (sql: string): Promise<number> =>
  Number((await work.store.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n);

describe('an import under way', () => {
  const many: TestFile = { name: 'many.csv', content: manyOrders(4_000) };
  const untilSome = (importId: string) =>
    eventually(async () => {
      const now = await importer.call('orders.getImport', { params: { importId } });
      return now.progress.ordersDone > 0 ? now : undefined;
    });

  it('can be cancelled and resumed', async () => {
    const { importId } = await start(importer, await upload(importer, [many], 'cancelled'));
    await untilSome(importId);
    const params = { importId };
    expect(await importer.call('orders.cancelImport', { params })).toMatchObject({ state: 'cancelled' });
    expect(await problemOf(importer.call('orders.cancelImport', { params }))).toBe('409 import-not-running');
    const resumed = await importer.call('orders.startImport', { params });
    expect(resumed.state).toBe('running');
    const done = await ended(importer, resumed);
    expect(done).toMatchObject({
      state: 'done',
      progress: { ordersDone: 4_000, recorded: 4_000, unchanged: 0 },
    });
    expect(await count(`order_view WHERE shop_id = 'cancelled'`)).toBe(4_000);
  });

  it('goes on where it stood when its service is started anew', async () => {
    const { importId } = await start(importer, await upload(importer, [many], 'restarted'));
    await untilSome(importId);
    await work.restart();
    const done = await ended(importer, { importId });
    expect(done).toMatchObject({
      state: 'done',
      progress: { ordersDone: 4_000, recorded: 4_000, unchanged: 0 },
    });
    expect(await count(`event WHERE stream LIKE 'order-restarted:%'`)).toBe(4_000);
  });

  it('goes on when all its connections break in the middle of a batch', async () => {
    const { importId } = await start(importer, await upload(importer, [many], 'broken'));
    await untilSome(importId);
    await work.breakConnections();
    const done = await ended(importer, { importId });
    expect(done).toMatchObject({
      state: 'done',
      progress: { ordersDone: 4_000, recorded: 4_000, unchanged: 0 },
    });
    expect(await count(`event WHERE stream LIKE 'order-broken:%'`)).toBe(4_000);
  });

  it('leaves nothing behind but the orders', async () => {
    expect(await count('import_row')).toBe(0);
    const { items } = await importer.call('orders.listImports', {});
    expect(items.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(readdirSync(join(work.dataDir, 'imports'))).toEqual([]);
  });

  it('counts an order that somebody else changes meanwhile', async () => {
    const changed = { name: 'many.csv', content: manyOrders(3_000, '88.00') };
    const { importId } = await start(importer, await upload(importer, [changed], 'cancelled'));
    const body = {
      shopId: 'cancelled',
      orderNumber: 'N0002999',
      buyerId: 'x',
      status: 'paid',
      placedAt: '2026-10-18T03:20:00Z',
      paidFen: 1,
      freightFen: 0,
      packagingGrams: 0,
      lines: [],
      parcels: [],
    } satisfies CallInput<'orders.recordOrder'>['body'];
    await importer.call('orders.recordOrder', { body });
    const done = await ended(importer, { importId });
    expect(done).toMatchObject({ state: 'done', progress: { changed: 3_000 } });
    expect(await orderOf('cancelled:N0002999')).toMatchObject({ paidFen: 8_800 });
  });
});

const withOlist = existsSync(olist) ? describe : describe.skip;
if (!existsSync(olist))
  process.stderr.write('skipped: the set of orders in ../shared/data/olist is not here\n');

withOlist('a set of files', () => {
  const names = ['orders', 'order_items', 'order_payments', 'order_reviews', 'customers', 'products'];
  const set = (): TestFile[] =>
    names.map((name) => ({ name: `${name}.csv`, content: readFileSync(join(olist, `${name}.csv`)) }));

  it('is joined, whatever its files are called and in whatever order they come', async () => {
    const uploaded = await upload(importer, set().toReversed(), 'olist');
    expect(uploaded).toMatchObject({ missing: [] });
    expect(uploaded.files.map(({ name, role }) => [name, role])).toEqual([
      ['products.csv', 'products'],
      ['customers.csv', 'customers'],
      ['order_reviews.csv', 'ignore'],
      ['order_payments.csv', 'payments'],
      ['order_items.csv', 'items'],
      ['orders.csv', 'orders'],
    ]);
    const done = await ended(importer, await start(importer, uploaded));
    expect(await errorsOf(importer, done)).toEqual([]);
    expect(done).toMatchObject({
      state: 'done',
      progress: { ordersDone: 4_043, ordersTotal: 4_043, recorded: 4_043 },
    });
    expect(await count(`order_view WHERE shop_id = 'olist'`)).toBe(4_043);
    expect(await count(`order_view WHERE shop_id = 'olist' AND facts->'lines' = '[]'`)).toBe(392);
    expect(await count(`order_view, jsonb_array_elements(facts->'lines') WHERE shop_id = 'olist'`)).toBe(
      4_137,
    );
    expect(await orderOf('olist:0009792311464db532ff765bf7b182ae')).toMatchObject({
      freightFen: 2_765,
      lines: [{ lineId: '1', sku: '8cab8abac59158715e0d70a36c807415', quantity: 1, unitPriceFen: 9_990 }],
    });
  });

  it('changes nothing the second time', async () => {
    const done = await run(importer, set(), 'olist');
    expect(done.progress).toMatchObject({ recorded: 0, changed: 0, unchanged: 4_043 });
    expect(await count(`event WHERE stream LIKE 'order-olist:%'`)).toBe(4_043);
  });
});
