import type { Client, ClientBase, Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import type { View } from './view.ts';

/** The same for the same rows in any order, in constant memory: number and sum of the rows' hashes, table by table. */
export const hashOf = async <E extends DomainEvent>(
  client: Pool | ClientBase | Client,
  view: View<E>,
): Promise<string> => {
  const hashes: string[] = [];
  for (const table of view.tables) {
    const { rows } = await client.query<{ hash: string }>(
      `SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS hash FROM ${table} AS t`,
    );
    hashes.push(`${table} ${rows[0]?.hash}`);
  }
  return hashes.join(', ');
};
