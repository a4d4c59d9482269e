import { describe, expect, it } from '@jest/globals';
import { mapColumn, type FileMapping } from './mapping.ts';

const file: FileMapping = {
  name: 'a.csv',
  role: 'flat',
  mapping: { 订单号: 'orderNumber', 单价: '', 行号: 'lineId' },
};

describe('mapping a column', () => {
  it('gives it a field', () => {
    expect(mapColumn(file, '单价', 'unitPrice').mapping).toEqual({
      订单号: 'orderNumber',
      单价: 'unitPrice',
      行号: 'lineId',
    });
  });

  it('takes the field from the column that had it', () => {
    expect(mapColumn(file, '单价', 'lineId').mapping).toEqual({
      订单号: 'orderNumber',
      单价: 'lineId',
      行号: '',
    });
  });

  it('may leave a column out, and others with it', () => {
    expect(mapColumn(file, '行号', '').mapping).toEqual({ 订单号: 'orderNumber', 单价: '', 行号: '' });
  });
});
