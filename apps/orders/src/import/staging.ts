import type { Client, Pool } from 'pg';
import { copyRows } from './copy-rows.ts';
import { readText } from './csv/encoding.ts';
import { createRecordReader, type CsvRecord } from './csv/records.ts';
import { createRowReader } from './domain/read-row.ts';
import { type BadLine, badLinesIn, type StagedRow } from './domain/staged.ts';
import { createTimeReader } from './domain/time.ts';
import { insertErrors } from './errors.table.ts';
import { type ImportRow, isUnderWay, type KeptFile } from './imports.table.ts';

// Each piece is a transaction of its own: one that lasts would hold back every reader of the event log.
const rowsAtOnce = 5_000;

type Piece = { rows: StagedRow[]; bad: BadLine[]; linesRead: number };

async function* recordsOf(path: string, { encoding, delimiter }: KeptFile): AsyncGenerator<CsvRecord[]> {
  const reader = createRecordReader(delimiter);
  for await (const text of readText(path, encoding)) yield reader.push(text);
  yield reader.end();
}

/** Reads the records of one file; answers a row or what is wrong with the line. */
const createLineReader = (file: KeptFile, index: number, zone: string) => {
  const { role, headers, mapping } = file;
  if (role === 'ignore') return undefined;
  const fieldOf = new Map(Object.entries(mapping));
  const columns = headers.map((header) => fieldOf.get(header) || undefined);
  const readRow = createRowReader(role, columns, createTimeReader(zone));
  return (record: CsvRecord, piece: Piece): void => {
    const at = { file: index, line: record.line };
    piece.linesRead += 1;
    if ('code' in record) {
      piece.bad.push({ ...at, code: record.code, reason: record.reason });
      return;
    }
    const { cells } = record;
    const isAsWide =
      cells.length >= headers.length && cells.slice(headers.length).every((cell) => cell.trim() === '');
    if (!isAsWide) {
      const reason = `${cells.length} columns where the header has ${headers.length}`;
      piece.bad.push({ ...at, code: 'columns-differ', reason });
      return;
    }
    const row = readRow(cells);
    if ('bad' in row) piece.bad.push(...row.bad.map((cell) => ({ ...at, ...cell })));
    else piece.rows.push({ ...at, role, values: row.values });
  };
};

const emptyPiece = (): Piece => ({ rows: [], bad: [], linesRead: 0 });

/** The rows of all files, a piece at a time. */
async function* piecesOf(
  { files, zone }: ImportRow,
  pathOfFile: (file: number) => string,
): AsyncGenerator<Piece> {
  let piece = emptyPiece();
  for (const [index, file] of files.entries()) {
    const readLine = createLineReader(file, index, zone);
    if (!readLine) continue;
    let isHeader = true;
    for await (const records of recordsOf(pathOfFile(index), file)) {
      for (const record of records) {
        if (!isHeader) readLine(record, piece);
        isHeader = false;
        if (piece.linesRead === rowsAtOnce) {
          yield piece;
          piece = emptyPiece();
        }
      }
    }
  }
  yield piece;
}

const startOver = async (client: Client, importId: string): Promise<void> => {
  await client.query('DELETE FROM import_row WHERE import_id = $1', [importId]);
  await client.query('DELETE FROM import_error WHERE import_id = $1', [importId]);
  await client.query('UPDATE order_import SET rows_read = 0, bad_lines = 0 WHERE import_id = $1', [importId]);
};

/** Of customers and products that are there twice, the first counts; the others are named. */
const takeFirsts = async (client: Client, importId: string, files: readonly KeptFile[]): Promise<void> => {
  const names = files.map(({ name }) => name);
  await client.query(
    `WITH numbered AS (
       SELECT ctid AS place, keyed_by, join_key, file, line, row_number() OVER same AS nth,
              first_value(file) OVER same AS first_file, first_value(line) OVER same AS first_line
       FROM import_row WHERE import_id = $1 AND keyed_by <> 'order'
       WINDOW same AS (PARTITION BY keyed_by, join_key ORDER BY file, line)
     ), dropped AS (
       DELETE FROM import_row USING numbered
       WHERE import_row.ctid = numbered.place AND nth > 1
       RETURNING numbered.*
     ), named AS (
       INSERT INTO import_error (import_id, file, line, field, value, code, reason)
       SELECT $1, file, line, CASE keyed_by WHEN 'customer' THEN 'customerKey' ELSE 'sku' END,
              CASE keyed_by WHEN 'product' THEN join_key END, 'key-repeated',
              format('this %s is in %s, line %s already', keyed_by, ($2::text[])[first_file + 1], first_line)
       FROM dropped RETURNING 1
     )
     UPDATE order_import SET bad_lines = bad_lines + (SELECT count(*) FROM named) WHERE import_id = $1`,
    [importId, names],
  );
};

const finishStaging = (client: Client, importId: string): Promise<unknown> =>
  client.query(
    `UPDATE order_import SET is_staged = true, state = CASE state WHEN 'staging' THEN 'running' ELSE state END,
       orders_total = (SELECT count(DISTINCT join_key) FROM import_row
                       WHERE import_id = $1 AND keyed_by = 'order' AND role IN ('orders', 'flat'))
     WHERE import_id = $1`,
    [importId],
  );

type Staging = {
  pool: Pool;
  /** For what goes over all rows: the pool's statements are given 12 s. */
  client: Client;
  pathOfFile: (file: number) => string;
  signal: AbortSignal;
};

/**
 * Reads all files into import_row, a piece while the one before is written. Begins anew each time: until all is staged
 * nothing of it counts. False: stopped.
 */
export const stageRows = async (
  row: ImportRow,
  { pool, client, pathOfFile, signal }: Staging,
): Promise<boolean> => {
  const { import_id: importId, files } = row;
  const write = async ({ rows, bad, linesRead }: Piece): Promise<void> => {
    await copyRows(client, importId, rows);
    await insertErrors(pool, importId, bad);
    await pool.query(
      'UPDATE order_import SET rows_read = rows_read + $2, bad_lines = bad_lines + $3 WHERE import_id = $1',
      [importId, linesRead, badLinesIn(bad)],
    );
  };
  await startOver(client, importId);
  let writing = Promise.resolve();
  for await (const piece of piecesOf(row, pathOfFile)) {
    await writing;
    if (signal.aborted || !(await isUnderWay(pool, importId))) return false;
    writing = write(piece);
    writing.catch(() => undefined); // heard of before the next piece, unless reading fails first
  }
  await writing;
  await takeFirsts(client, importId, files);
  await finishStaging(client, importId);
  return true;
};
