import { describe, expect, it } from '@jest/globals';
import { createUpcasting } from './upcast.ts';

const { current, upcast } = createUpcasting({
  'OrderPlaced@1': ({ total }: { total: number }) => ({ totalFen: total * 100 }),
  'OrderPlaced@2': (data: { totalFen: number }) => ({ ...data, currency: 'CNY' }),
});

describe('upcasting', () => {
  it('brings each older version to the newest, step by step', () => {
    expect(upcast({ type: 'OrderPlaced', data: { total: 3 } }, 1)).toEqual({
      totalFen: 300,
      currency: 'CNY',
    });
    expect(upcast({ type: 'OrderPlaced', data: { totalFen: 300 } }, 2)).toEqual({
      totalFen: 300,
      currency: 'CNY',
    });
  });

  it('leaves the newest and the unchanged alone', () => {
    const data = { totalFen: 300, currency: 'CNY' };
    expect(upcast({ type: 'OrderPlaced', data }, 3)).toBe(data);
    expect(upcast({ type: 'OrderPaid', data }, 1)).toBe(data);
  });

  it('writes one more than the highest upcaster', () => {
    expect([current('OrderPlaced'), current('OrderPaid')]).toEqual([3, 1]);
  });

  it('refuses names that say nothing and versions that are skipped', () => {
    expect(() => createUpcasting({ 'OrderPlaced@0': (data: object) => data })).toThrow('OrderPlaced@0');
    expect(() => createUpcasting({ 'OrderPlaced@2': (data: object) => data })).toThrow('OrderPlaced@1');
  });
});
