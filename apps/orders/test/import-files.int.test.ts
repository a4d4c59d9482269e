import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import { type ImportField, publicEvents } from '@kefu/contracts';
import iconv from 'iconv-lite';
import { columns, csv, ended, row, start, upload } from './importing.ts';
import { eventually, type OrdersAtWork, problemOf, startOrders } from './orders-at-work.ts';

let work: OrdersAtWork;
let importer: Client;

beforeAll(async () => {
  work = await startOrders();
  importer = await work.as({ id: 'erp', roles: ['integrator'] });
});
afterAll(() => work?.stop());

const orderOf = (orderId: string) => importer.call('orders.getOrder', { params: { orderId } });

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

  it('is proposed afresh when the file becomes another role', async () => {
    const known = csv([columns, row('M4')]);
    const { importId } = await upload(importer, [{ name: 'm.csv', content: known }]);
    const become = (role: 'flat' | 'products') =>
      importer.call('orders.mapImport', {
        params: { importId },
        body: { files: [{ name: 'm.csv', role }] },
      });
    expect((await become('products')).files[0]?.mapping).toMatchObject({ 商家编码: 'sku', 订单编号: '' });
    expect(await become('flat')).toMatchObject({
      missing: [],
      files: [{ mapping: { 商家编码: 'sku', 订单编号: 'orderNumber' } }],
    });
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
