import type { Forgetting } from '@kefu/service';
import type pg from 'pg';

type Plan = [{ Plan: { 'Relation Name'?: string } }];

/**
 * The tables that a service wipes when a customer is forgotten, and how many rows that would still change: none, when
 * it was done. Nothing is changed here.
 */
export const lookAtWiping = async (
  client: pg.Client,
  { wipe }: Forgetting,
  customerId: string,
): Promise<{ tables: Set<string>; rowsLeft: number }> => {
  const tables = new Set<string>();
  let rowsLeft = 0;
  await client.query('BEGIN');
  try {
    for (const { sql, row } of wipe(customerId)) {
      const values = [JSON.stringify([row])];
      const { rows } = await client.query<{ 'QUERY PLAN': Plan }>(`EXPLAIN (FORMAT JSON) ${sql}`, values);
      const table = rows[0]?.['QUERY PLAN'][0].Plan['Relation Name'];
      if (table !== undefined) tables.add(table);
      rowsLeft += (await client.query(sql, values)).rowCount ?? 0;
    }
  } finally {
    await client.query('ROLLBACK');
  }
  return { tables, rowsLeft };
};
