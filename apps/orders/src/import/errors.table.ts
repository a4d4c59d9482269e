import type { ImportError, ImportField } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { BadLine } from './domain/staged.ts';
import type { KeptFile } from './imports.table.ts';

const insert = `
  INSERT INTO import_error (import_id, file, line, field, value, code, reason)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS told
    (import_id uuid, file smallint, line int, field text, value text, code text, reason text)`;

// What stands in the cells of people's names, phones and addresses is not kept a second time.
const personal: ReadonlySet<ImportField> = new Set([
  'buyerId',
  'customerKey',
  'recipientName',
  'recipientPhone',
  'recipientAddress',
]);

const rowOf = (importId: string, { field, value, ...bad }: BadLine): object => ({
  import_id: importId,
  ...bad,
  field,
  value: field && personal.has(field) ? undefined : value,
});

export const errorStatements = (importId: string, bad: readonly BadLine[]): Statement[] =>
  bad.map((line, index) => ({ sql: insert, row: rowOf(importId, line), key: `import error ${index}` }));

export const insertErrors = async (pool: Pool, importId: string, bad: readonly BadLine[]): Promise<void> => {
  if (bad.length > 0) await pool.query(insert, [JSON.stringify(bad.map((line) => rowOf(importId, line)))]);
};

type ErrorRow = {
  id: string;
  file: number;
  line: number;
  field: ImportField | null;
  value: string | null;
  code: ImportError['code'];
  reason: string;
};
export type ErrorPlace = { file: number; line: number; id: string };

const columnOf = (file: KeptFile | undefined, field: ImportField | null): string | null =>
  Object.entries(file?.mapping ?? {}).find(([, mapped]) => mapped === field && field !== null)?.[0] ?? field;

/** Bad lines in the order of the files. */
export const findErrors = async (
  pool: Pool,
  {
    importId,
    files,
    after,
    limit,
  }: { importId: string; files: readonly KeptFile[]; after?: ErrorPlace; limit: number },
): Promise<{ error: ImportError; place: ErrorPlace }[]> => {
  const found = await pool.query<ErrorRow>(
    `SELECT id, file, line, field, value, code, reason FROM import_error
     WHERE import_id = $1 AND ($2::int IS NULL OR (file, line, id) > ($2, $3::int, $4::bigint))
     ORDER BY file, line, id LIMIT $5`,
    [importId, after?.file, after?.line, after?.id, limit],
  );
  return found.rows.map(({ id, file, line, field, value, code, reason }) => ({
    error: { file: files[file]?.name ?? '', line, column: columnOf(files[file], field), value, code, reason },
    place: { file, line, id },
  }));
};
