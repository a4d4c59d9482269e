import { plainDigits } from './cell.ts';
import type { Reading } from './reading.ts';

const currency = /^(?:¥|cny|rmb|r?\$)\s*|\s*(?:元|圆|cny|rmb)$/gi;
const amount = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?$/;
const mostFen = 1_000_000_000_00;

/** An amount in the main unit as whole fen, without a rounding anywhere: `99.9` is 9990, `¥1,234.50` is 123450. */
export const readFen = (text: string): Reading<number> => {
  const [, whole, cents = ''] = amount.exec(plainDigits(text).replaceAll(currency, '')) ?? [];
  const fen = whole === undefined ? Number.NaN : Number(whole.replaceAll(',', '') + cents.padEnd(2, '0'));
  if (fen <= mostFen) return { value: fen };
  return {
    code: 'not-money',
    reason: 'an amount is a number of at least 0 with at most two decimals, such as 99.90',
  };
};

/** An amount shared among pieces, rounded down: never more than was paid. */
export const fenEach = (fen: number, pieces: number): number => Math.floor(fen / pieces);
