import type { Rate } from '@kefu/contracts';
import { defineView } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { PayrollEvent } from '../events.ts';

const upsert = `
  insert into rate (kind, valid_from, amount_fen)
  select kind, "from", "amountFen" from jsonb_to_recordset($1::jsonb)
    as r(kind text, "from" timestamptz, "amountFen" bigint)
  on conflict (kind, valid_from) do update set amount_fen = excluded.amount_fen`;

export const rateTable = defineView<PayrollEvent>({
  name: 'rates',
  tables: ['rate'],
  project: ({ type, data }) => (type === 'RateSet' ? [{ sql: upsert, row: data }] : undefined),
});

type Row = Omit<Rate, 'from'> & { from: Date };

/** Rates of one kind or of all, newest first. */
export const ratesOf = async (pool: Pool, kind?: Rate['kind']): Promise<Rate[]> => {
  const { rows } = await pool.query<Row>(
    `select kind, amount_fen::float8 as "amountFen", valid_from as "from" from rate
     where $1::text is null or kind = $1 order by kind, valid_from desc`,
    [kind ?? null],
  );
  return rows.map((row) => ({ ...row, from: row.from.toISOString() }));
};
