import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isReal, readingOf, readWeight, type WrittenWeight } from './weight.ts';

describe('a written weight', () => {
  it.each([
    ['0.90kg', 900],
    ['0.90 KG', 900],
    ['  0.9kg ', 900],
    ['900g', 900],
    ['900 克', 900],
    ['0.9公斤', 900],
    ['0.9千克', 900],
    ['1.8斤', 900],
    ['1.8市斤', 900],
    ['0.90', 900],
    ['.9', 900],
    ['０．９０ｋｇ', 900],
    ['９００ 克', 900],
    ['0.9㎏', 900],
    ['1.0005kg', 1_001],
    ['12', 12_000],
  ])('reads %j as %d grams', (raw, grams) => {
    expect(readWeight(raw)).toBe(grams);
  });

  it.each([
    '',
    '0',
    '0.0',
    '0.00kg',
    '0.0001kg',
    '-1',
    '−1',
    '-0.9kg',
    '已称',
    '约0.9kg',
    '0.9-1.0kg',
    '0.9.0',
    '1e3',
    'NaN',
    'kg',
    '2 lb',
    '1,5 kg',
    '900',
    '99999999kg',
    '0.9kg 0.8kg',
  ])('finds no weight in %j', (raw) => {
    expect(readWeight(raw)).toBeNull();
  });

  it('never answers anything but whole grams above zero', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,- kg克公斤')) }), (raw) => {
        const grams = readWeight(raw);
        expect(grams === null || (Number.isInteger(grams) && grams > 0)).toBe(true);
      }),
    );
  });

  it('reads what it is told in grams back to the gram', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (grams) => {
        expect(readWeight(`${grams}g`)).toBe(grams);
        expect(readWeight(`${(grams / 1_000).toFixed(3)}kg`)).toBe(grams);
      }),
    );
  });
});

describe('a real reading', () => {
  const read = (raw: string, kind: WrittenWeight['kind']) =>
    readingOf(
      { station: 'last', kind, raw, at: '2026-10-20T22:10:00Z' },
      { readingId: 'scan/s-1', waybillId: 'zto:77310000000018', source: 'scan' },
    );

  it('is one of a scale or one that a person typed in', () => {
    expect(isReal(read('0.9kg', 'scale'))).toBe(true);
    expect(isReal(read('0.9kg', 'manual'))).toBe(true);
  });

  it('is never a billed weight, nor text', () => {
    expect(read('1kg', 'billed')).toMatchObject({ kind: 'billed', raw: '1kg', grams: 1_000 });
    expect(isReal(read('1kg', 'billed'))).toBe(false);
    expect(read('已称', 'scale')).toMatchObject({ kind: 'unreadable', raw: '已称', grams: null });
    expect(isReal(read('-1', 'manual'))).toBe(false);
  });
});
