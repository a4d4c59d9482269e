import { fenEach } from './money.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * What the rows of an order say of one amount: exports either repeat the order's amount on each row, or write each
 * line's own. Unlike amounts are the lines' and are added up; like ones are the order's, unless the goods say
 * that only their sum is right.
 */
export const amountOfOrder = (told: readonly number[], goodsFen?: number): number | undefined => {
  const [amount] = told;
  if (amount === undefined) return undefined;
  const total = sum(told);
  const isEachLines = told.some((other) => other !== amount) || (told.length > 1 && total === goodsFen);
  return isEachLines ? total : amount;
};

export type PricedLine = { unitPrice?: number; quantity: number; paidAmount?: number };

/** A line's price where none is written: its share of what was paid, in so far as that is known of this line alone. */
export const unitPriceOf = (
  line: PricedLine,
  {
    lines,
    paidFen,
    freightFen,
  }: { lines: readonly PricedLine[]; paidFen: number | undefined; freightFen: number },
): number | undefined => {
  if (line.unitPrice !== undefined) return line.unitPrice;
  if (lines.length === 1 && paidFen !== undefined)
    return fenEach(Math.max(paidFen - freightFen, 0), line.quantity);
  const amounts = new Set(lines.map(({ paidAmount }) => paidAmount));
  const isOwn = amounts.size > 1 && !amounts.has(undefined);
  return isOwn && line.paidAmount !== undefined ? fenEach(line.paidAmount, line.quantity) : undefined;
};

export const goodsFenOf = (lines: readonly PricedLine[]): number | undefined =>
  lines.every(({ unitPrice }) => unitPrice !== undefined)
    ? sum(lines.map(({ unitPrice = 0, quantity }) => unitPrice * quantity))
    : undefined;

export const sumOf = sum;
