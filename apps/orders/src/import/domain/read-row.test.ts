import { describe, expect, it } from '@jest/globals';
import type { ImportField } from '@kefu/contracts';
import type { ReadRole } from './fields.ts';
import { createRowReader } from './read-row.ts';
import { createTimeReader } from './time.ts';

const read = (role: ReadRole, cells: Partial<Record<ImportField, string>>) => {
  const columns = Object.keys(cells) as ImportField[]; // its own keys
  return createRowReader(
    role,
    [undefined, ...columns],
    createTimeReader('Asia/Shanghai'),
  )(['?', ...Object.values(cells)]);
};
const complaints = (role: ReadRole, cells: Partial<Record<ImportField, string>>) => {
  const row = read(role, cells);
  return 'bad' in row ? row.bad.map(({ field, value, code }) => [field, value, code]) : [];
};

describe('a row', () => {
  it('is read by what its columns are mapped to; empty cells say nothing', () => {
    const cells = {
      orderNumber: '="1001"',
      placedAt: '2026-10-18 11:20',
      unitPrice: '¥99.9',
      quantity: '2.00',
      title: ' ',
      status: '交易成功',
    };
    expect(read('flat', cells)).toEqual({
      values: {
        orderNumber: '1001',
        placedAt: '2026-10-18T03:20:00.000Z',
        unitPrice: 9_990,
        quantity: 2,
        status: 'completed',
      },
    });
  });

  it('names every cell that is wrong', () => {
    expect(complaints('flat', { orderNumber: '', weightGrams: '-1', quantity: '0', unitPrice: 'x' })).toEqual(
      [
        ['weightGrams', '-1', 'not-a-weight'],
        ['quantity', '0', 'not-a-quantity'],
        ['unitPrice', 'x', 'not-money'],
        ['orderNumber', '', 'empty'],
      ],
    );
  });

  it('needs what its role needs', () => {
    expect(complaints('orders', { orderNumber: '1', placedAt: '' })).toEqual([['placedAt', '', 'empty']]);
    expect(complaints('payments', { orderNumber: '1' })).toEqual([['paidAmount', '', 'empty']]);
    expect(complaints('products', { sku: 'A', weightGrams: '0' })).toEqual([
      ['weightGrams', '0', 'not-a-weight'],
    ]);
    expect(complaints('customers', { customerKey: 'k', buyerId: 'null' })).toEqual([
      ['buyerId', '', 'empty'],
    ]);
  });

  it('is not taken with a number that a spreadsheet shortened, or with garbled text', () => {
    expect(complaints('flat', { orderNumber: '2.02611E+17' })).toEqual([
      ['orderNumber', '2.02611E+17', 'number-shortened'],
    ]);
    expect(complaints('flat', { orderNumber: '1', title: '围\ufffd' })).toEqual([
      ['title', '围\ufffd', 'unreadable-characters'],
    ]);
    expect(complaints('flat', { orderNumber: '9'.repeat(81) })).toMatchObject([
      ['orderNumber', expect.any(String), 'not-text'],
    ]);
  });
});
