import type { Pool } from 'pg';
import type { ReadRole } from './domain/fields.ts';
import type { RowValues } from './domain/read-row.ts';
import type { StagedRow } from './domain/staged.ts';

/** All rows of some order numbers, and what they refer to. */
export type OrderBatch = {
  /** The last order number in it; the next batch begins after it. */
  upTo: string;
  orders: StagedRow[][];
  customers: ReadonlyMap<string, RowValues>;
  products: ReadonlyMap<string, RowValues>;
};

type Joined = { join_key: string; file: number; line: number; role: ReadRole; content: RowValues };

const byKey = (rows: readonly Joined[]): StagedRow[][] => {
  const orders: StagedRow[][] = [];
  let current: string | undefined;
  for (const { join_key, file, line, role, content } of rows) {
    if (join_key !== current) orders.push([]);
    current = join_key;
    orders.at(-1)?.push({ file, line, role, values: content });
  }
  return orders;
};

const lookUp = async (
  pool: Pool,
  importId: string,
  keyedBy: 'customer' | 'product',
  keys: readonly (string | undefined)[],
): Promise<Map<string, RowValues>> => {
  const wanted = [...new Set(keys.filter((key) => key !== undefined))];
  if (wanted.length === 0) return new Map();
  const found = await pool.query<Pick<Joined, 'join_key' | 'content'>>(
    'SELECT join_key, content FROM import_row WHERE import_id = $1 AND keyed_by = $2 AND join_key = ANY ($3)',
    [importId, keyedBy, wanted],
  );
  return new Map(found.rows.map(({ join_key, content }) => [join_key, content]));
};

/** The rows of the next order numbers after `after`; undefined when there are none left. */
export const readBatch = async (
  pool: Pool,
  importId: string,
  { after, size }: { after: string; size: number },
): Promise<OrderBatch | undefined> => {
  const { rows } = await pool.query<Joined>(
    `SELECT join_key, file, line, role, content FROM import_row
     WHERE import_id = $1 AND keyed_by = 'order' AND join_key > $2 AND join_key <= (
       SELECT max(join_key) FROM (
         SELECT DISTINCT join_key FROM import_row
         WHERE import_id = $1 AND keyed_by = 'order' AND join_key > $2 ORDER BY join_key LIMIT $3
       ) AS keys)
     ORDER BY join_key, file, line`,
    [importId, after, size],
  );
  const upTo = rows.at(-1)?.join_key;
  if (upTo === undefined) return undefined;
  const said = (field: 'customerKey' | 'sku') => rows.map(({ content }) => content[field]);
  const [customers, products] = await Promise.all([
    lookUp(pool, importId, 'customer', said('customerKey')),
    lookUp(pool, importId, 'product', said('sku')),
  ]);
  return { upTo, orders: byKey(rows), customers, products };
};
