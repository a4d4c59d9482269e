import type { OrderLine, OrderParcel } from '@kefu/contracts';
import { amountOfOrder, goodsFenOf, type PricedLine, sumOf, unitPriceOf } from './amounts.ts';
import { nameLines } from './line-ids.ts';
import { parcelsOf } from './parcels.ts';
import { type BadLine, badLine, isHead, type StagedRow, told } from './staged.ts';
import type { Surroundings } from './surroundings.ts';

export type OrderGoods = {
  lines: OrderLine[];
  parcels: OrderParcel[];
  /** Undefined where no file says what was paid. */
  paidFen: number | undefined;
  goodsFen: number;
  freightFen: number;
  bad: BadLine[];
};

const namesGoods = ({ role, values }: StagedRow): boolean =>
  role === 'items' || (role === 'flat' && Boolean(values.sku ?? values.title));

const priced = ({ values: { unitPrice, quantity = 1, paidAmount } }: StagedRow): PricedLine => ({
  unitPrice,
  quantity,
  paidAmount,
});

const freightOf = (rows: readonly StagedRow[]): number =>
  amountOfOrder(told(rows.filter(isHead), 'freight')) ??
  sumOf(
    told(
      rows.filter(({ role }) => role === 'items'),
      'freight',
    ),
  );

const paidOf = (
  rows: readonly StagedRow[],
  expectedFen: number | undefined,
  { paymentsAreFiled }: Surroundings,
): number | undefined =>
  paymentsAreFiled
    ? sumOf(
        told(
          rows.filter(({ role }) => role === 'payments'),
          'paidAmount',
        ),
      )
    : amountOfOrder(told(rows.filter(isHead), 'paidAmount'), expectedFen);

const lineOf = (
  { values }: StagedRow,
  lineId: string,
  unitPriceFen: number,
  { products }: Surroundings,
): OrderLine => {
  const { sku = '', quantity = 1 } = values;
  const product = products.get(sku);
  const weightGrams = values.weightGrams ?? product?.weightGrams;
  const title = values.title ?? product?.title ?? sku;
  return { lineId, sku, title, quantity, unitPriceFen, ...(weightGrams !== undefined && { weightGrams }) };
};

const noPrice = {
  code: 'price-unknown',
  reason: 'no price: an order of several lines needs one on each',
} as const;

/** What was ordered, in which parcels it went, and the amounts. */
export const readGoods = (rows: readonly StagedRow[], around: Surroundings): OrderGoods => {
  const goods = rows.filter(namesGoods);
  const all = goods.map(priced);
  const freightFen = freightOf(rows);
  const goodsToldFen = goodsFenOf(all);
  const paidFen = paidOf(rows, goodsToldFen === undefined ? undefined : goodsToldFen + freightFen, around);
  const lines: OrderLine[] = [];
  const bad: BadLine[] = [];
  const lineIds = nameLines(goods);
  for (const [row, lineId] of lineIds) {
    const unitPriceFen = unitPriceOf(priced(row), { lines: all, paidFen, freightFen });
    if (unitPriceFen !== undefined) lines.push(lineOf(row, lineId, unitPriceFen, around));
    else {
      bad.push(badLine(row, noPrice, 'unitPrice'));
      lineIds.delete(row);
    }
  }
  const goodsFen = sumOf(lines.map(({ unitPriceFen, quantity }) => unitPriceFen * quantity));
  return { lines, parcels: parcelsOf(rows, lineIds), paidFen, goodsFen, freightFen, bad };
};
