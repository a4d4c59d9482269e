import type { ImportField } from '@kefu/contracts';
import type { ReadRole } from './fields.ts';
import type { Complaint } from './reading.ts';
import type { RowValues } from './read-row.ts';

/** A row that could be read, and where it stands: the file's place in its set, and the line. */
export type StagedRow = { file: number; line: number; role: ReadRole; values: RowValues };

/** Does the row say something of its order as a whole? */
export const isHead = ({ role }: StagedRow): boolean => role === 'orders' || role === 'flat';

/** All that rows say in one field. */
export const told = <F extends ImportField>(
  rows: readonly StagedRow[],
  field: F,
): NonNullable<RowValues[F]>[] =>
  rows.flatMap(({ values }) => values[field] ?? []) as NonNullable<RowValues[F]>[]; // flatMap loses the field's type

/** All that a row says, alike for rows that say the same. */
export const contentOf = ({ values }: StagedRow): string =>
  JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What did not go in; without a field it is the line as a whole. */
export type BadLine = Complaint & { file: number; line: number; field?: ImportField; value?: string };

export const badLine = (
  { file, line, values }: StagedRow,
  complaint: Complaint,
  field?: ImportField,
): BadLine => {
  const value = field && values[field];
  return {
    file,
    line,
    ...complaint,
    ...(field && { field }),
    ...(value !== undefined && { value: String(value) }),
  };
};

/** How many lines are bad, however many cells of them. */
export const badLinesIn = (bad: readonly BadLine[]): number =>
  new Set(bad.map(({ file, line }) => `${file}:${line}`)).size;
