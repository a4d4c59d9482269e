import { plainDigits } from './cell.ts';
import type { Reading } from './reading.ts';

const mostPieces = 1_000_000;
const mostGrams = 5_000_000;

const pieces = /^(\d{1,9})(?:\.0+)?\s*(?:件|个|pcs?)?$/i;

export const readQuantity = (text: string): Reading<number> => {
  const quantity = Number(pieces.exec(plainDigits(text))?.[1] ?? 0);
  if (quantity >= 1 && quantity <= mostPieces) return { value: quantity };
  return { code: 'not-a-quantity', reason: 'a quantity is a whole number above 0' };
};

const weight = /^(\d{1,9})(?:\.(\d+?)0*)?\s*(g|克|kg|千克|公斤)?$/i;
const kilograms = /^(?:kg|千克|公斤)$/i;

/** Whole grams; `1.2kg` says its unit, a bare number is grams. */
const readGrams = (text: string): number => {
  const [, whole, fraction = '', unit = 'g'] = weight.exec(plainDigits(text)) ?? [];
  if (whole === undefined) return Number.NaN;
  const decimals = kilograms.test(unit) ? 3 : 0;
  const isWhole = fraction.length <= decimals || /^0*$/.test(fraction);
  return isWhole ? Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) : Number.NaN;
};

export const readWeight = (text: string): Reading<number> => {
  const grams = readGrams(text);
  if (grams >= 1 && grams <= mostGrams) return { value: grams };
  return {
    code: 'not-a-weight',
    reason: 'a weight is a whole number of grams above 0, such as 250 or 1.2kg',
  };
};

/** Packaging may weigh nothing. */
export const readPackaging = (text: string): Reading<number> => {
  const grams = readGrams(text);
  if (grams >= 0 && grams <= mostGrams) return { value: grams };
  return { code: 'not-a-weight', reason: 'a weight of packaging is a whole number of grams, at least 0' };
};
