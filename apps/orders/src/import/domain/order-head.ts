import type { ImportErrorCode, ImportField, Recipient } from '@kefu/contracts';
import type { RowValues } from './read-row.ts';
import { type BadLine, badLine, isHead, type StagedRow, told } from './staged.ts';
import type { Surroundings } from './surroundings.ts';

export type OrderHead = {
  orderNumber: string;
  placedAt: string;
  buyerId: string;
  recipient?: Recipient;
  /** The order's rows without those that turned out to be someone else's. */
  rows: StagedRow[];
  bad: BadLine[];
};

type Buyer = { row: StagedRow; buyerId: string; customer: RowValues };

const customerOf = ({ values }: StagedRow, { customers }: Surroundings): RowValues =>
  (values.customerKey && customers?.get(values.customerKey)) || {};

const buyerIdOf = (row: StagedRow, around: Surroundings): string | undefined =>
  row.values.buyerId ?? customerOf(row, around).buyerId;

const recipientOf = (heads: readonly StagedRow[], customer: RowValues): Recipient | undefined => {
  const said = [...heads.map(({ values }) => values), customer].find(
    (values) => values.recipientName ?? values.recipientPhone ?? values.recipientAddress,
  );
  if (!said) return undefined;
  const { recipientName: name = '', recipientPhone: phone = '', recipientAddress: address = '' } = said;
  return { name, phone, address };
};

const refused = (
  rows: readonly StagedRow[],
  code: ImportErrorCode,
  reason: string,
  field: ImportField,
): { refused: BadLine[] } => ({ refused: rows.map((row) => badLine(row, { code, reason }, field)) });

const strangersTo = (buyer: Buyer, heads: readonly StagedRow[], around: Surroundings): StagedRow[] =>
  heads.filter((row) => (buyerIdOf(row, around) ?? buyer.buyerId) !== buyer.buyerId);

/** Whose order it is and when it was placed: without these it is none. */
export const readHead = (
  rows: readonly StagedRow[],
  around: Surroundings,
): OrderHead | { refused: BadLine[] } => {
  const heads = rows.filter(isHead);
  const [first] = heads;
  if (!first)
    return refused(rows, 'order-missing', 'no file holds the order that this belongs to', 'orderNumber');
  const [placedAt] = told(heads, 'placedAt').toSorted();
  if (placedAt === undefined) return refused(heads, 'empty', 'this may not be empty', 'placedAt');
  const row = heads.find(({ values }) => values.buyerId ?? values.customerKey);
  if (!row) return refused(heads, 'empty', 'this may not be empty', 'buyerId');
  const buyerId = buyerIdOf(row, around);
  if (buyerId === undefined) {
    return refused([row], 'customer-missing', 'no file of customers holds this key', 'customerKey');
  }
  const buyer = { row, buyerId, customer: customerOf(row, around) };
  const strangers = strangersTo(buyer, heads, around);
  const reason = `the order has another buyer in ${around.fileName(row.file)}, line ${row.line}`;
  return {
    orderNumber: first.values.orderNumber ?? '',
    placedAt,
    buyerId,
    recipient: recipientOf(
      heads.filter((head) => !strangers.includes(head)),
      buyer.customer,
    ),
    rows: rows.filter((other) => !strangers.includes(other)),
    bad: strangers.map((stranger) => badLine(stranger, { code: 'buyer-differs', reason }, 'buyerId')),
  };
};
