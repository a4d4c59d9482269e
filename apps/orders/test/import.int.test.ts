import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import { columns, errorsOf, flat, row, run } from './importing.ts';
import { type OrdersAtWork, startOrders } from './orders-at-work.ts';

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
