import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallInput, Client } from '@kefu/client';
import { type ImportField, publicEvents } from '@kefu/contracts';
import iconv from 'iconv-lite';
import { csv, ended, errorsOf, manyOrders, run, start, type TestFile, upload } from './importing.ts';
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
const eventsOf = async (orderId: string) =>
  (await work.store.read(`order-${orderId}`)).map(({ type }) => type);
const count = async (sql: string): Promise<number> =>
  Number((await work.store.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n);

const columns = [
  '订单编号',
  '买家会员名',
  '下单时间',
  '商家编码',
  '宝贝标题',
  '数量',
  '单价',
  '重量',
  '订单状态',
];
const row = (number: string, more: Record<string, string | number> = {}) => {
  const cells = {
    订单编号: number,
    买家会员名: 'ann',
    下单时间: '2026-10-18 11:20:00',
    商家编码: 'S1',
    宝贝标题: '围巾',
  };
  const all: Record<string, string | number> = {
    ...cells,
    数量: 1,
    单价: '99.9',
    重量: 100,
    订单状态: '交易成功',
    ...more,
  };
  return columns.map((column) => all[column]);
};
const flat = (name: string, ...rows: (string | number | undefined)[][]): TestFile => ({
  name,
  content: csv([columns, ...rows]),
});

describe('an import of a flat file', () => {
  it('records the orders, in the name of who started it', async () => {
    const done = await run(importer, [
      flat('a.csv', row('A1', { 数量: 2 }), row('A1', { 商家编码: 'S2' }), row('A2')),
    ]);
    expect(done).toMatchObject({
      state: 'done',
      progress: {
        rowsRead: 3,
        rowsTotal: 3,
        ordersDone: 2,
        ordersTotal: 2,
        recorded: 2,
        changed: 0,
        badLines: 0,
      },
    });
    expect(await orderOf('flagship:A1')).toMatchObject({
      status: 'completed',
      placedAt: '2026-10-18T03:20:00.000Z',
      paidFen: 29_970,
      lines: [
        { lineId: 'S1', quantity: 2, unitPriceFen: 9_990, weightGrams: 100 },
        { lineId: 'S2', quantity: 1 },
      ],
    });
    const [event] = await work.store.read('order-flagship:A1');
    expect(event?.metadata).toMatchObject({
      who: { kind: 'person', id: 'erp' },
      why: `import ${done.importId}`,
    });
  });

  it('changes nothing the second time, in whatever order the rows come', async () => {
    const done = await run(importer, [
      flat('a.csv', row('A2'), row('A1', { 商家编码: 'S2' }), row('A1', { 数量: 2 })),
    ]);
    expect(done.progress).toMatchObject({ recorded: 0, changed: 0, unchanged: 2 });
    expect(await eventsOf('flagship:A1')).toEqual(['OrderRecorded']);
  });

  it('says with one event what changed', async () => {
    const done = await run(importer, [
      flat('a.csv', row('A1', { 数量: 2 }), row('A2', { 订单状态: '交易关闭' })),
    ]);
    expect(done.progress).toMatchObject({ recorded: 0, changed: 2, unchanged: 0 });
    const events = await work.store.read('order-flagship:A2', { from: 2 });
    expect(events).toMatchObject([
      { type: 'OrderChanged', data: { changed: ['status', 'paidFen'], status: 'cancelled' } },
    ]);
    expect(await eventsOf('flagship:A1')).toEqual(['OrderRecorded', 'OrderChanged']);
  });

  it('reports bad lines exactly while the good ones go in', async () => {
    const text = [
      columns.join(','),
      row('B1').join(','),
      row('B2', { 重量: -1 }).join(','),
      row('B3', { 宝贝标题: '"围巾\n红"' }).join(','),
      row('B4', { 重量: '已称' }).join(','),
      row('B5', { 数量: 0, 单价: 'abc' }).join(','),
      row('').join(','),
      row('B6', { 下单时间: '2026-02-30' }).join(','),
      'B7,ann',
      row('B8', { 宝贝标题: '"围巾' }).join(','),
      row('B1').join(','),
      row('2.02611E+17').join(','),
      row('B9', { 订单状态: '在路上' }).join(','),
      row('B10', { 重量: 0 }).join(','),
      row('B11').join(','),
    ].join('\n');
    const done = await run(importer, [{ name: '订单.csv', content: text }]);
    expect(done).toMatchObject({ state: 'done', progress: { rowsRead: 14, recorded: 3, badLines: 11 } });

    expect(
      (await errorsOf(importer, done)).map(({ file, line, column, value, code }) => [
        file,
        line,
        column,
        value,
        code,
      ]),
    ).toEqual([
      ['订单.csv', 3, '重量', '-1', 'not-a-weight'],
      ['订单.csv', 6, '重量', '已称', 'not-a-weight'],
      ['订单.csv', 7, '数量', '0', 'not-a-quantity'],
      ['订单.csv', 7, '单价', 'abc', 'not-money'],
      ['订单.csv', 8, '订单编号', '', 'empty'],
      ['订单.csv', 9, '下单时间', '2026-02-30', 'not-a-time'],
      ['订单.csv', 10, null, null, 'columns-differ'],
      ['订单.csv', 11, null, null, 'quote-open'],
      ['订单.csv', 12, '订单编号', 'B1', 'line-repeated'],
      ['订单.csv', 13, '订单编号', '2.02611E+17', 'number-shortened'],
      ['订单.csv', 14, '订单状态', '在路上', 'not-a-status'],
      ['订单.csv', 15, '重量', '0', 'not-a-weight'],
    ]);
    expect(await orderOf('flagship:B3')).toMatchObject({ lines: [{ title: '围巾\n红' }] });
  });
});

describe('a file', () => {
  const rows = [columns, row('X1', { 宝贝标题: '羊毛; 围巾\n"红"' }), row('X2')];
  const windows = csv(rows, ';', '\r\n');

  it.each([
    ['gb18030', 'gbk', Buffer.alloc(0)],
    ['utf-8', 'utf-8', Buffer.of(0xef, 0xbb, 0xbf)],
    ['utf-16le', 'utf-16le', Buffer.of(0xff, 0xfe)],
    ['utf-16be', 'utf-16be', Buffer.of(0xfe, 0xff)],
    ['utf-8', 'utf-8', Buffer.alloc(0)],
  ])('is read as %s with its delimiter and line breaks in quotes', async (recognised, encoding, mark) => {
    const content = Buffer.concat([mark, iconv.encode(windows, encoding)]);
    const shopId = `shop-${encoding}-${mark.length}`;
    const uploaded = await upload(importer, [{ name: 'x.csv', content }], shopId);
    expect(uploaded.files).toMatchObject([
      { encoding: recognised, delimiter: ';', role: 'flat', headers: columns },
    ]);
    expect(uploaded.files[0]?.sample[0]).toContain('羊毛; 围巾\n"红"');
    const done = await ended(importer, await start(importer, uploaded));
    expect(done.progress).toMatchObject({ recorded: 2, badLines: 0 });
    expect(await orderOf(`${shopId}:X1`)).toMatchObject({ lines: [{ title: '羊毛; 围巾\n"红"' }] });
  });

  it('that is no CSV is refused with what it is', async () => {
    const refusal = (content: string | Buffer, name = 'x.csv') =>
      problemOf(upload(importer, [{ name, content }]));
    expect(await refusal(Buffer.from('PK\u0003\u0004 xlsx'))).toBe('422 file-unreadable');
    expect(await refusal(Buffer.from([1, 2, 0, 0, 0, 9, 0, 200]))).toBe('422 file-unreadable');
    expect(await refusal('订单编号,"买家\n1,2\n')).toBe('422 file-unreadable');
    expect(await refusal('')).toBe('422 file-empty');
    expect(await refusal('\n\n')).toBe('422 file-empty');
    expect(await refusal('1,2,3\n4,5,6\n')).toBe('422 no-header');
    const twice = { name: 'x.csv', content: csv(rows) };
    expect(await problemOf(upload(importer, [twice, twice]))).toBe('422 file-repeated');
    const many = Array.from({ length: 13 }, (_, index) => ({ name: `${index}.csv`, content: csv(rows) }));
    expect(await problemOf(upload(importer, many))).toBe('422 too-many-files');
    expect(await problemOf(upload(importer, []))).toBe('400 invalid-input');
    expect(await problemOf(upload(importer, [twice], 'NO SHOP'))).toBe('400 invalid-input');
  });

  it('is of a shop of one’s own, and so is the import', async () => {
    const outlet = await work.as({ roles: ['integrator'], shops: ['outlet'] });
    const file = { name: 'x.csv', content: csv(rows) };
    expect(await problemOf(upload(outlet, [file]))).toBe('403 shop-not-allowed');
    const { importId } = await upload(importer, [file]);
    expect(await problemOf(outlet.call('orders.getImport', { params: { importId } }))).toBe('404 not-found');
    expect((await outlet.call('orders.listImports', {})).items).toEqual([]);
  });
});

describe('the mapping', () => {
  const content = csv([
    ['no', 'who', 'when', 'what', 'price'],
    ['M1', 'ann', '2026-10-18 11:20:00', 'S1', '10'],
  ]);
  const mapping: Record<string, ImportField> = {
    no: 'orderNumber',
    who: 'buyerId',
    when: 'placedAt',
    what: 'sku',
  };
  const files = [{ name: 'm.csv', role: 'flat' as const, mapping }];

  it('names what is missing, is corrected, and then the import can start', async () => {
    const uploaded = await upload(importer, [{ name: 'm.csv', content }]);
    const params = { importId: uploaded.importId };
    expect(uploaded).toMatchObject({ state: 'mapping', missing: ['orderNumber', 'placedAt', 'buyerId'] });
    expect(await problemOf(start(importer, uploaded))).toBe('422 mapping-incomplete');
    const better = await importer.call('orders.mapImport', { params, body: { files } });
    expect(better).toMatchObject({
      missing: ['unitPrice'],
      files: [{ role: 'flat', mapping, missing: ['unitPrice'] }],
    });
    const whole = [
      { name: 'm.csv', role: 'flat' as const, mapping: { ...mapping, price: 'unitPrice' as const } },
    ];
    await importer.call('orders.mapImport', { params, body: { zone: 'Europe/Berlin', files: whole } });
    const done = await ended(importer, await start(importer, uploaded));
    expect(done).toMatchObject({ state: 'done', zone: 'Europe/Berlin', progress: { recorded: 1 } });
    expect(done.files[0]?.sample).toEqual([]);
    expect(await orderOf('flagship:M1')).toMatchObject({ placedAt: '2026-10-18T09:20:00.000Z' });
    expect(await problemOf(start(importer, uploaded))).toBe('409 import-done');
    expect(await problemOf(importer.call('orders.mapImport', { params, body: { files } }))).toBe(
      '409 import-already-started',
    );
  });

  it('moves a field to another column when that is all that is said', async () => {
    const known = csv([columns.concat('备注'), row('M3').concat('S9')]);
    const { importId } = await upload(importer, [{ name: 'm.csv', content: known }]);
    const moved = [{ name: 'm.csv', role: 'flat' as const, mapping: { 备注: 'sku' as const } }];
    const { files: shown, missing } = await importer.call('orders.mapImport', {
      params: { importId },
      body: { files: moved },
    });
    expect(missing).toEqual([]);
    expect(shown[0]?.mapping).toMatchObject({ 备注: 'sku', 商家编码: '', 订单编号: 'orderNumber' });
  });

  it('takes the clock of the shop, once that is known', async () => {
    const { example } = publicEvents['gateway.shop-changed.v1'];
    await work.tell({
      id: '0199f0a0-0000-7000-8000-000000000077',
      type: 'gateway.shop-changed.v1',
      source: '/kefu/gateway',
      subject: 'harbin',
      time: example.at,
      correlationId: 'zone-test',
      data: { ...example, shopId: 'harbin', zone: 'Europe/Moscow' },
    });
    const zone = await eventually(async () => {
      const uploaded = await upload(importer, [{ name: 'm.csv', content }], 'harbin');
      return uploaded.zone === 'Asia/Shanghai' ? undefined : uploaded.zone;
    });
    expect(zone).toBe('Europe/Moscow');
  });

  it('is refused where it contradicts the file', async () => {
    const { importId } = await upload(importer, [{ name: 'm.csv', content }]);
    const mapped = (file: Partial<(typeof files)[number]>) =>
      problemOf(
        importer.call('orders.mapImport', {
          params: { importId },
          body: { files: [{ ...files[0], name: 'm.csv', role: 'flat', mapping, ...file }] },
        }),
      );
    expect(await mapped({ name: 'other.csv' })).toBe('422 file-unknown');
    expect(await mapped({ mapping: { nope: 'sku' } })).toBe('422 column-unknown');
    expect(await mapped({ mapping: { no: 'sku', what: 'sku' } })).toBe('422 field-mapped-twice');
  });

  it('is proposed anew when the file is read with another delimiter', async () => {
    const piped = [columns, row('M2')].map((cells) => cells.join('|')).join('\n');
    const { importId } = await upload(importer, [{ name: 'm.csv', content: piped }]);
    const remap = (delimiter: string) =>
      importer.call('orders.mapImport', {
        params: { importId },
        body: { files: [{ name: 'm.csv', role: 'flat', mapping: {}, delimiter }] },
      });
    expect((await remap(',')).files[0]?.headers).toHaveLength(1);
    expect(await remap('|')).toMatchObject({ missing: [], files: [{ headers: columns }] });
  });
});

describe('an import under way', () => {
  const many: TestFile = { name: 'many.csv', content: manyOrders(6_000) };
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
      progress: { ordersDone: 6_000, recorded: 6_000, unchanged: 0 },
    });
    expect(await count(`order_view WHERE shop_id = 'cancelled'`)).toBe(6_000);
  });

  it('goes on where it stood when its service is started anew', async () => {
    const { importId } = await start(importer, await upload(importer, [many], 'restarted'));
    await untilSome(importId);
    await work.restart();
    const done = await ended(importer, { importId } as Awaited<ReturnType<typeof upload>>);
    expect(done).toMatchObject({
      state: 'done',
      progress: { ordersDone: 6_000, recorded: 6_000, unchanged: 0 },
    });
    expect(await count(`event WHERE stream LIKE 'order-restarted:%'`)).toBe(6_000);
  });

  it('goes on when all its connections break in the middle of a batch', async () => {
    const { importId } = await start(importer, await upload(importer, [many], 'broken'));
    await untilSome(importId);
    await work.breakConnections();
    const done = await ended(importer, { importId } as Awaited<ReturnType<typeof upload>>);
    expect(done).toMatchObject({
      state: 'done',
      progress: { ordersDone: 6_000, recorded: 6_000, unchanged: 0 },
    });
    expect(await count(`event WHERE stream LIKE 'order-broken:%'`)).toBe(6_000);
  });

  it('leaves nothing behind but the orders', async () => {
    expect(await count('import_row')).toBe(0);
    expect(readdirSync(join(work.dataDir, 'imports'))).not.toContain('running');
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
    const done = await ended(importer, { importId } as Awaited<ReturnType<typeof upload>>);
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
