import type { ImportField, OrderStatus } from '@kefu/contracts';
import { cleanCell } from './cell.ts';
import type { ReadRole } from './fields.ts';
import { readFen } from './money.ts';
import { readPackaging, readQuantity, readWeight } from './numbers.ts';
import { type Complaint, isRead, type Reading } from './reading.ts';
import { readStatus } from './status.ts';

/** What a row says, read: money in fen, times as UTC instants. Empty cells are absent. */
export type RowValues = {
  orderNumber?: string;
  lineId?: string;
  buyerId?: string;
  customerKey?: string;
  status?: OrderStatus;
  placedAt?: string;
  paidAt?: string;
  dispatchedAt?: string;
  signedAt?: string;
  sku?: string;
  title?: string;
  quantity?: number;
  unitPrice?: number;
  freight?: number;
  paidAmount?: number;
  weightGrams?: number;
  packagingGrams?: number;
  recipientName?: string;
  recipientPhone?: string;
  recipientAddress?: string;
  carrier?: string;
  waybillNumber?: string;
};

export type BadCell = Complaint & { field: ImportField; value: string };
export type Row = { values: RowValues } | { bad: BadCell[] };

const textUpTo =
  (length: number) =>
  (text: string): Reading<string> =>
    text.length <= length
      ? { value: text }
      : { code: 'not-text', reason: `longer than ${length} characters` };

const shortened = /^\d(?:\.\d+)?E\+\d+$/i;

/** A long number that a spreadsheet rewrote as 2.02611E+17 has lost digits: nobody can say which order it was. */
const number = (text: string): Reading<string> =>
  shortened.test(text)
    ? { code: 'number-shortened', reason: 'a spreadsheet shortened this number and its last digits are lost' }
    : textUpTo(80)(text);

type Readers = { [F in ImportField]: (text: string) => Reading<NonNullable<RowValues[F]>> };
type AnyReader = (text: string) => Reading<string | number>;

const readersWith = (time: (text: string) => Reading<string>): Readers => ({
  orderNumber: number,
  lineId: number,
  buyerId: textUpTo(120),
  customerKey: textUpTo(120),
  status: readStatus,
  placedAt: time,
  paidAt: time,
  dispatchedAt: time,
  signedAt: time,
  sku: textUpTo(80),
  title: textUpTo(500),
  quantity: readQuantity,
  unitPrice: readFen,
  freight: readFen,
  paidAmount: readFen,
  weightGrams: readWeight,
  packagingGrams: readPackaging,
  recipientName: textUpTo(120),
  recipientPhone: textUpTo(40),
  recipientAddress: textUpTo(400),
  carrier: textUpTo(60),
  waybillNumber: textUpTo(400),
});

const mayNotBeEmpty: Record<ReadRole, readonly ImportField[]> = {
  flat: ['orderNumber'],
  orders: ['orderNumber', 'placedAt'],
  items: ['orderNumber', 'unitPrice'],
  payments: ['orderNumber', 'paidAmount'],
  customers: ['customerKey', 'buyerId'],
  products: ['sku'],
};

const empty: Complaint = { code: 'empty', reason: 'this may not be empty' };
const garbled: Complaint = {
  code: 'unreadable-characters',
  reason: 'holds characters that the encoding does not have',
};

/** Reads the cells of a row by their fields; says all that is wrong with it. */
export const createRowReader = (
  role: ReadRole,
  columns: readonly (ImportField | undefined)[],
  time: Readers['placedAt'],
) => {
  const readers: Record<ImportField, AnyReader> = readersWith(time);
  const required = mayNotBeEmpty[role];

  return (cells: readonly string[]): Row => {
    const values: Partial<Record<ImportField, string | number>> = {};
    const bad: BadCell[] = [];
    columns.forEach((field, index) => {
      if (field === undefined) return;
      const text = cleanCell(cells[index] ?? '');
      if (text === '') return;
      const reading: Reading<string | number> =
        text.includes('\ufffd') || !text.isWellFormed() ? garbled : readers[field](text);
      if (isRead(reading)) values[field] = reading.value;
      else bad.push({ field, value: text, ...reading });
    });
    for (const field of required) {
      const isThere = values[field] !== undefined || bad.some((cell) => cell.field === field);
      if (!isThere) bad.push({ field, value: '', ...empty });
    }
    return bad.length > 0 ? { bad } : { values: values as RowValues }; // each was read by its field's reader
  };
};
