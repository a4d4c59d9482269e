import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assembleOrder } from './assemble-order.ts';
import type { ReadRole } from './fields.ts';
import type { RowValues } from './read-row.ts';
import type { StagedRow } from './staged.ts';
import type { Surroundings } from './surroundings.ts';

const around: Surroundings = {
  shopId: 'flagship',
  customerIdOf: (buyerId) => `cu_${buyerId}`,
  fileName: (file) => ['a.csv', 'b.csv'][file] ?? '?',
  products: new Map([['P1', { sku: 'P1', title: 'scarf', weightGrams: 100 }]]),
  paymentsAreFiled: false,
};
const placedAt = '2026-10-18T03:20:00.000Z';
const row = (role: ReadRole, line: number, values: RowValues): StagedRow => ({
  role,
  file: 0,
  line,
  values: { orderNumber: '1001', ...values },
});
const flat = (line: number, values: RowValues = {}) =>
  row('flat', line, { buyerId: 'ann', placedAt, sku: `S${line}`, quantity: 1, unitPrice: 1_000, ...values });
const factsOf = (rows: StagedRow[], over: Partial<Surroundings> = {}) =>
  assembleOrder(rows, { ...around, ...over }).order?.facts;
const badOf = (rows: StagedRow[], over: Partial<Surroundings> = {}) =>
  assembleOrder(rows, { ...around, ...over }).bad.map(({ line, code, field, reason }) => ({
    line,
    code,
    field,
    reason,
  }));

describe('an order of a flat file', () => {
  it('has a line for each row, called by its goods', () => {
    const facts = factsOf([flat(2, { sku: 'P1', quantity: 2 }), flat(3, { title: '帽子' })]);
    expect(facts).toMatchObject({
      orderId: 'flagship:1001',
      customerId: 'cu_ann',
      placedAt,
      status: 'placed',
    });
    expect(facts?.lines).toEqual([
      { lineId: 'P1', sku: 'P1', title: 'scarf', quantity: 2, unitPriceFen: 1_000, weightGrams: 100 },
      { lineId: 'S3', sku: 'S3', title: '帽子', quantity: 1, unitPriceFen: 1_000 },
    ]);
  });

  it('reads the same whatever the order of its rows', () => {
    const rows = [
      flat(2, { sku: 'A', unitPrice: 300 }),
      flat(3, { sku: 'A', unitPrice: 200 }),
      flat(4, { sku: 'B', carrier: '中通快递', waybillNumber: '77310000000018' }),
      flat(5, { sku: 'C', carrier: '中通快递', waybillNumber: '77310000000018', status: 'paid' }),
    ];
    const expected = factsOf(rows);
    expect(expected?.lines.map(({ lineId }) => lineId)).toEqual(['A', 'A~2', 'B', 'C']);
    expect(expected?.parcels).toEqual([
      { waybillId: 'zto:77310000000018', carrier: 'zto', number: '77310000000018', lineIds: ['B', 'C'] },
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), (shuffled) => {
        const moved = shuffled.map((moving, index) => ({ ...moving, line: index + 2 }));
        expect(factsOf(moved)).toEqual(expected);
      }),
    );
  });

  it('takes an amount that stands on each row once, and adds unlike ones up', () => {
    const without = { unitPrice: undefined };
    expect(factsOf([flat(2, { paidAmount: 1_500 }), flat(3, { paidAmount: 1_500 })])).toMatchObject({
      paidFen: 1_500,
    });
    expect(factsOf([flat(2, { paidAmount: 1_000 }), flat(3, { paidAmount: 1_000 })])).toMatchObject({
      paidFen: 2_000,
    });
    expect(
      factsOf([
        flat(2, { ...without, paidAmount: 700 }),
        flat(3, { ...without, paidAmount: 500, quantity: 3 }),
      ]),
    ).toMatchObject({
      paidFen: 1_200,
      lines: [{ unitPriceFen: 700 }, { unitPriceFen: 166 }],
    });
  });

  it('knows the price of a single line from what was paid, and of several not', () => {
    const paid = { unitPrice: undefined, paidAmount: 1_001, freight: 1, quantity: 3 };
    expect(factsOf([flat(2, paid)])?.lines).toMatchObject([{ unitPriceFen: 333 }]);
    const two = [flat(2, { ...paid, waybillNumber: '77310000000018' }), flat(3, paid)];
    expect(factsOf(two)).toMatchObject({ lines: [], parcels: [{ lineIds: [] }] });
    expect(badOf(two).map(({ line, code }) => [line, code])).toEqual([
      [2, 'price-unknown'],
      [3, 'price-unknown'],
    ]);
  });

  it('was paid what its goods cost where nothing else is said, unless it is not paid', () => {
    expect(factsOf([flat(2, { status: 'signed', freight: 500 })])).toMatchObject({
      paidFen: 1_500,
      freightFen: 500,
    });
    expect(factsOf([flat(2, { status: 'cancelled' })])).toMatchObject({ paidFen: 0 });
  });

  it('is as far as its last line', () => {
    expect(factsOf([flat(2, { status: 'signed' }), flat(3, { status: 'dispatched' })])).toMatchObject({
      status: 'dispatched',
    });
    expect(factsOf([flat(2, { status: 'signed' }), flat(3, { status: 'cancelled' })])).toMatchObject({
      status: 'signed',
    });
    expect(factsOf([flat(2, { status: 'cancelled' }), flat(3, { status: 'cancelled' })])).toMatchObject({
      status: 'cancelled',
    });
  });

  it('names repeated rows and takes the first', () => {
    const rows = [
      flat(2, { sku: 'A' }),
      flat(3, { sku: 'A' }),
      flat(4, { lineId: '7' }),
      flat(5, { lineId: '7', quantity: 2 }),
    ];
    expect(factsOf(rows)?.lines.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      ['7', 1],
      ['A', 1],
    ]);
    expect(badOf(rows)).toEqual([
      {
        line: 3,
        code: 'line-repeated',
        field: 'orderNumber',
        reason: 'this line is in a.csv, line 2 already',
      },
      { line: 5, code: 'line-repeated', field: 'lineId', reason: 'this line is in a.csv, line 4 already' },
    ]);
  });

  it('does not mix two buyers', () => {
    const rows = [flat(2), flat(3, { buyerId: 'bob' })];
    expect(factsOf(rows)?.lines).toHaveLength(1);
    expect(badOf(rows)).toMatchObject([{ line: 3, code: 'buyer-differs', field: 'buyerId' }]);
  });

  it('needs a time and a buyer on one of its rows', () => {
    const continued = flat(3, { placedAt: undefined, buyerId: undefined });
    expect(factsOf([flat(2), continued])?.lines).toHaveLength(2);
    expect(badOf([continued])).toMatchObject([{ line: 3, code: 'empty', field: 'placedAt' }]);
    expect(badOf([flat(2, { buyerId: undefined })])).toMatchObject([
      { line: 2, code: 'empty', field: 'buyerId' },
    ]);
  });
});

describe('an order of a set of files', () => {
  const order = (values: RowValues = {}) =>
    row('orders', 2, { buyerId: 'ann', placedAt, status: 'signed', ...values });
  const item = (line: number, values: RowValues = {}) =>
    row('items', line, { lineId: String(line), sku: 'P1', unitPrice: 1_000, freight: 100, ...values });

  it('joins items, payments and products', () => {
    const payments = [
      row('payments', 2, { lineId: '1', paidAmount: 1_500 }),
      row('payments', 3, { lineId: '2', paidAmount: 700 }),
    ];
    expect(factsOf([order(), item(10), item(9), ...payments], { paymentsAreFiled: true })).toMatchObject({
      paidFen: 2_200,
      freightFen: 200,
      lines: [
        { lineId: '9', weightGrams: 100, quantity: 1 },
        { lineId: '10', weightGrams: 100 },
      ],
    });
  });

  it('goes in without items, as shops have them', () => {
    expect(factsOf([order({ status: 'unavailable' })])).toMatchObject({ lines: [], paidFen: 0 });
  });

  it('finds its buyer by key', () => {
    const customers = new Map([['k1', { buyerId: 'ann', recipientName: '王' }]]);
    const keyed = order({ buyerId: undefined, customerKey: 'k1' });
    expect(assembleOrder([keyed], { ...around, customers }).order).toMatchObject({
      facts: { customerId: 'cu_ann' },
      recipient: { name: '王', phone: '', address: '' },
    });
    expect(badOf([keyed], { customers: new Map() })).toMatchObject([
      { code: 'customer-missing', field: 'customerKey' },
    ]);
  });

  it('is in its file once', () => {
    expect(badOf([order(), { ...order({ status: 'paid' }), line: 8 }])).toEqual([
      {
        line: 8,
        code: 'order-repeated',
        field: 'orderNumber',
        reason: 'this order is in a.csv, line 2 already',
      },
    ]);
  });

  it('is not made of items alone', () => {
    expect(badOf([item(5)])).toMatchObject([{ line: 5, code: 'order-missing', field: 'orderNumber' }]);
  });
});
