import type { Pool } from 'pg';
import type { RecordOrder } from '../order/domain/commands.ts';
import { assembleOrder } from './domain/assemble-order.ts';
import type { ReadRole } from './domain/fields.ts';
import type { RowValues } from './domain/read-row.ts';
import { type BadLine, isHead, type StagedRow } from './domain/staged.ts';
import type { Surroundings } from './domain/surroundings.ts';

/** The orders of the next order numbers. */
export type OrderBatch = {
  /** It begins after this order number and ends with that one. */
  after: string;
  upTo: string;
  orders: RecordOrder[];
  /** How many the files hold, also those that cannot go in. */
  counted: number;
  bad: BadLine[];
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
  const found = await pool.query<Pick<Joined, 'join_key' | 'content'>>(
    'SELECT join_key, content FROM import_row WHERE import_id = $1 AND keyed_by = $2 AND join_key = ANY ($3)',
    [importId, keyedBy, wanted],
  );
  return new Map(found.rows.map(({ join_key, content }) => [join_key, content]));
};

export type BatchSource = {
  pool: Pool;
  importId: string;
  /** Orders in a batch at most. */
  size: number;
  hasCustomers: boolean;
  hasProducts: boolean;
  around: Omit<Surroundings, 'customers' | 'products'>;
};

/** Reads the rows of the next order numbers and puts the orders together; undefined when none are left. */
export const readBatch = async (source: BatchSource, after: string): Promise<OrderBatch | undefined> => {
  const { pool, importId, size, around } = source;
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
  const told = (field: 'customerKey' | 'sku') => rows.map(({ content }) => content[field]);
  const [customers, products] = await Promise.all([
    source.hasCustomers ? lookUp(pool, importId, 'customer', told('customerKey')) : undefined,
    source.hasProducts ? lookUp(pool, importId, 'product', told('sku')) : new Map<string, RowValues>(),
  ]);
  const numbers = byKey(rows);
  const assembled = numbers.map((ofOrder) => assembleOrder(ofOrder, { ...around, customers, products }));
  return {
    after,
    upTo,
    orders: assembled.flatMap(({ order }) => order ?? []),
    counted: numbers.filter((ofOrder) => ofOrder.some(isHead)).length,
    bad: assembled.flatMap(({ bad }) => bad),
  };
};

/** Rows up to an order number, which are recorded and not needed again. */
export const dropRows = async (pool: Pool, importId: string, upTo: string): Promise<void> => {
  await pool.query(`DELETE FROM import_row WHERE import_id = $1 AND keyed_by = 'order' AND join_key <= $2`, [
    importId,
    upTo,
  ]);
};
