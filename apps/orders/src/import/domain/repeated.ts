import { type BadLine, badLine, contentOf, type StagedRow } from './staged.ts';

type Kept = { rows: StagedRow[]; bad: BadLine[] };

/** What makes two rows of an order the same one: their number where they have one, else all they say. */
const identityOf = (row: StagedRow): string | undefined => {
  const { role, values } = row;
  if (role === 'orders') return 'order';
  if (role === 'payments') return values.lineId && `payment ${values.lineId}`;
  return values.lineId ? `line ${values.lineId}` : `row ${contentOf(row)}`;
};

/** Keeps the first of rows that are there more than once and names the others. */
export const withoutRepeated = (rows: readonly StagedRow[], fileName: (file: number) => string): Kept => {
  if (rows.length === 1) return { rows: [...rows], bad: [] };
  const firsts = new Map<string, StagedRow>();
  const kept: Kept = { rows: [], bad: [] };
  for (const row of rows) {
    const identity = identityOf(row);
    const first = identity === undefined ? undefined : firsts.get(identity);
    if (first === undefined) {
      if (identity !== undefined) firsts.set(identity, row);
      kept.rows.push(row);
      continue;
    }
    const what = row.role === 'orders' ? 'order' : 'line';
    const field = row.role !== 'orders' && row.values.lineId ? 'lineId' : 'orderNumber';
    const reason = `this ${what} is in ${fileName(first.file)}, line ${first.line} already`;
    kept.bad.push(
      badLine(row, { code: row.role === 'orders' ? 'order-repeated' : 'line-repeated', reason }, field),
    );
  }
  return kept;
};
