import type { Import, ImportFile, ImportState, Principal } from '@kefu/contracts';
import type { Metadata } from '@kefu/event-store';
import type { Pool } from 'pg';

/** A file of an import as it is kept; its bytes lie in the data directory under its place in the list. */
export type KeptFile = Omit<ImportFile, 'missing'>;

export type ImportRow = {
  import_id: string;
  shop_id: string;
  state: ImportState;
  zone: string;
  files: KeptFile[];
  created_by: { kind: Principal['kind']; id: string };
  /** Who started it, and in which course of events: what the orders' events will say. */
  started_with: Metadata | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  failure: string | null;
  /** All rows of the files are in import_row. */
  is_staged: boolean;
  /** The last order number that was worked off. */
  last_key: string;
  rows_read: number;
  orders_total: number | null;
  orders_done: number;
  recorded: number;
  changed: number;
  unchanged: number;
  bad_lines: number;
  worked_ms: number;
};

export const findImport = async (pool: Pool, importId: string): Promise<ImportRow | undefined> => {
  const found = await pool.query<ImportRow>('SELECT * FROM order_import WHERE import_id = $1', [importId]);
  return found.rows[0];
};

/** Newest first: ids are made in the order of time. */
export const findImports = async (
  pool: Pool,
  { shops, after, limit }: { shops: readonly string[] | null; after?: string; limit: number },
): Promise<ImportRow[]> => {
  const found = await pool.query<ImportRow>(
    `SELECT * FROM order_import
     WHERE ($1::text[] IS NULL OR shop_id = ANY ($1)) AND ($2::uuid IS NULL OR import_id < $2)
     ORDER BY import_id DESC LIMIT $3`,
    [shops, after, limit],
  );
  return found.rows;
};

export const insertImport = async (
  pool: Pool,
  row: Pick<ImportRow, 'import_id' | 'shop_id' | 'zone' | 'files' | 'created_by'>,
): Promise<void> => {
  await pool.query(
    `INSERT INTO order_import (import_id, shop_id, state, zone, files, created_by)
     VALUES ($1, $2, 'mapping', $3, $4, $5)`,
    [row.import_id, row.shop_id, row.zone, JSON.stringify(row.files), row.created_by],
  );
};

/** False when it was started meanwhile. */
export const saveMapping = async (
  pool: Pool,
  { import_id, zone, files }: Pick<ImportRow, 'import_id' | 'zone' | 'files'>,
): Promise<boolean> => {
  const saved = await pool.query(
    `UPDATE order_import SET zone = $2, files = $3 WHERE import_id = $1 AND state = 'mapping'`,
    [import_id, zone, JSON.stringify(files)],
  );
  return saved.rowCount === 1;
};

/** Sets it going where it stands. The rows shown for the mapping are personal data and no longer needed. */
export const markStarted = async (pool: Pool, importId: string, metadata: Metadata): Promise<boolean> => {
  const started = await pool.query(
    `UPDATE order_import SET
       state = CASE WHEN is_staged THEN 'running' ELSE 'staging' END,
       files = (SELECT jsonb_agg(file || '{"sample": []}' ORDER BY place)
                FROM jsonb_array_elements(files) WITH ORDINALITY AS listed (file, place)),
       started_with = $2, started_at = coalesce(started_at, clock_timestamp()), finished_at = NULL, failure = NULL
     WHERE import_id = $1 AND state IN ('mapping', 'cancelled', 'failed')`,
    [importId, metadata],
  );
  return started.rowCount === 1;
};

/** Ends an import that is under way; false when it is not. */
export const markEnded = async (
  pool: Pool,
  importId: string,
  state: 'done' | 'cancelled' | 'failed',
  failure: string | null = null,
): Promise<boolean> => {
  const ended = await pool.query(
    `UPDATE order_import SET state = $2, finished_at = clock_timestamp(), failure = $3
     WHERE import_id = $1 AND state IN ('staging', 'running')`,
    [importId, state, failure],
  );
  return ended.rowCount === 1;
};

export const isUnderWay = async (pool: Pool, importId: string): Promise<boolean> => {
  const found = await pool.query(
    `SELECT 1 FROM order_import WHERE import_id = $1 AND state IN ('staging', 'running')`,
    [importId],
  );
  return found.rowCount === 1;
};

export const importsUnderWay = async (pool: Pool): Promise<string[]> => {
  const found = await pool.query<{ import_id: string }>(
    `SELECT import_id FROM order_import WHERE state IN ('staging', 'running') ORDER BY started_at`,
  );
  return found.rows.map(({ import_id }) => import_id);
};

export type Progress = Import['progress'];

export const progressOf = (row: ImportRow): Progress => ({
  rowsRead: row.rows_read,
  rowsTotal: row.is_staged ? row.rows_read : null,
  ordersDone: row.orders_done,
  ordersTotal: row.orders_total,
  recorded: row.recorded,
  changed: row.changed,
  unchanged: row.unchanged,
  badLines: row.bad_lines,
  ordersPerSecond: row.worked_ms === 0 ? 0 : Math.round((row.orders_done / row.worked_ms) * 1_000),
});
