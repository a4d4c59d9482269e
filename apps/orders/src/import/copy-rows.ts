import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import type { ReadRole } from './domain/fields.ts';
import type { StagedRow } from './domain/staged.ts';

type Keyed = { by: 'order' | 'customer' | 'product'; key: string };

/** What the rows of a file are joined by. */
const keyOf = ({ role, values }: { role: ReadRole; values: StagedRow['values'] }): Keyed => {
  if (role === 'customers') return { by: 'customer', key: values.customerKey ?? '' };
  if (role === 'products') return { by: 'product', key: values.sku ?? '' };
  return { by: 'order', key: values.orderNumber ?? '' };
};

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string =>
  text.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? '');

const copyLine = (importId: string, row: StagedRow): string => {
  const { by, key } = keyOf(row);
  const content = escaped(JSON.stringify(row.values));
  return `${[importId, by, escaped(key), row.file, row.line, row.role, content].join('\t')}\n`;
};

/** Writes rows to import_row, in one go and one transaction. */
export const copyRows = async (
  client: Client,
  importId: string,
  rows: readonly StagedRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  const text = rows.map((row) => copyLine(importId, row)).join('');
  const into = client.query(
    from('COPY import_row (import_id, keyed_by, join_key, file, line, role, content) FROM STDIN'),
  );
  await pipeline([Buffer.from(text)], into);
};
