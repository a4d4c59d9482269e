import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanCell } from './cell.ts';
import { fenEach, readFen } from './money.ts';
import { readPackaging, readQuantity, readWeight } from './numbers.ts';
import { isRead, type Reading } from './reading.ts';

const said = <T>(reading: Reading<T>): T | string => (isRead(reading) ? reading.value : reading.code);

describe('an amount of money', () => {
  it.each([
    ['99.9', 9_990],
    ['0.07', 7],
    ['144', 14_400],
    ['1,234.50', 123_450],
    ['¥ 1,234,567.89', 123_456_789],
    ['￥99.00元', 9_900],
    ['１２．５０', 1_250],
    ['99.9000', 9_990],
    ['CNY 3', 300],
  ])('reads %s', (text, fen) => {
    expect(said(readFen(text))).toBe(fen);
  });

  it.each(['-1', '1.234', '1,23', '12,34.5', '1e3', 'abc', '99,90', '.', '1 000', '99999999999999'])(
    'refuses %s',
    (text) => {
      expect(said(readFen(text))).toBe('not-money');
    },
  );

  it('is exact for every fen, with and without separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_00 }), (fen) => {
        const yuan = Math.floor(fen / 100);
        const cents = String(fen % 100).padStart(2, '0');
        expect(said(readFen(`${yuan}.${cents}`))).toBe(fen);
        expect(said(readFen(`¥${yuan.toLocaleString('en-US')}.${cents}`))).toBe(fen);
      }),
    );
  });

  it('is never more in pieces than as a whole', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 999 }), (fen, pieces) => {
        expect(fenEach(fen, pieces) * pieces).toBeLessThanOrEqual(fen);
        expect(fenEach(fen, pieces) * pieces).toBeGreaterThan(fen - pieces);
      }),
    );
  });
});

describe('a weight', () => {
  it.each([
    ['250', 250],
    ['250.0', 250],
    ['250 g', 250],
    ['1.2kg', 1_200],
    ['0.05 千克', 50],
    ['1.2500kg', 1_250],
  ])('reads %s', (text, grams) => {
    expect(said(readWeight(text))).toBe(grams);
  });

  it.each(['-1', '0', '0.0', '已称', '0.5', '12.34', '1.0005kg', '6000kg', ''])('refuses %s', (text) => {
    expect(said(readWeight(text))).toBe('not-a-weight');
  });

  it('may be nothing for packaging only', () => {
    expect(said(readPackaging('0'))).toBe(0);
    expect(said(readPackaging('-1'))).toBe('not-a-weight');
  });
});

describe('a quantity', () => {
  it('is a whole number above 0, also as spreadsheets write it', () => {
    expect(['2', '2.00', '3件', '１'].map((text) => said(readQuantity(text)))).toEqual([2, 2, 3, 1]);
    expect(['0', '-1', '1.5', 'two', ''].map((text) => said(readQuantity(text)))).toEqual(
      Array(5).fill('not-a-quantity'),
    );
  });
});

describe('a cell', () => {
  it('is read without what protects it from spreadsheets', () => {
    expect(['="0012"', "'773100", ' x\t', 'null', '\u00a0', '--', "O'Neil"].map(cleanCell)).toEqual([
      '0012',
      '773100',
      'x',
      '',
      '',
      '',
      "O'Neil",
    ]);
  });
});
