import type { AnswerOf, LedgerEntry } from '@kefu/contracts';
import { defineView } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { PayrollEvent } from '../events.ts';

// No `on conflict`: the table's key is the last guard against a second entry for a case.
const insert = `
  insert into ledger_entry (entry_id, agent_id, month, kind, quantity, amount_fen, case_id, because, at)
  select "entryId", "agentId", month, kind, quantity, "amountFen", "caseId", because, at
  from jsonb_to_recordset($1::jsonb) as r("entryId" text, "agentId" text, month text, kind text, quantity int,
    "amountFen" bigint, "caseId" text, because jsonb, at timestamptz)`;

export const entries = defineView<PayrollEvent>({
  name: 'entries',
  tables: ['ledger_entry'],
  project: ({ type, data }) => (type === 'EntryRecorded' ? [{ sql: insert, row: data }] : undefined),
});

export const hasEntry = async (pool: Pool, entryId: string): Promise<boolean> => {
  const { rowCount } = await pool.query('select from ledger_entry where entry_id = $1', [entryId]);
  return rowCount === 1;
};

type Wanted = { agentId?: string; month?: string; caseId?: string };
type Row = Omit<LedgerEntry, 'at'> & { at: Date };

const wanted = `($1::text is null or agent_id = $1) and ($2::text is null or month = $2)
  and ($3::text is null or case_id = $3)`;

/** Entries, newest first, page by page; the totals are those of all pages. */
export const listEntries = async (
  pool: Pool,
  { agentId, month, caseId, after, limit }: Wanted & { after?: string; limit: number },
): Promise<AnswerOf<'payroll.listEntries'>> => {
  const values = [agentId ?? null, month ?? null, caseId ?? null];
  const { rows } = await pool.query<Row>(
    `select entry_id as "entryId", agent_id as "agentId", month, kind, quantity, amount_fen::float8 as "amountFen",
       case_id as "caseId", because, at
     from ledger_entry
     where ${wanted} and ($4::text is null or (at, entry_id) < (select at, entry_id from ledger_entry where entry_id = $4))
     order by at desc, entry_id desc limit $5`,
    [...values, after ?? null, limit + 1],
  );
  const { rows: sums } = await pool.query<{ quantity: number; amountFen: number }>(
    `select coalesce(sum(quantity), 0)::float8 as quantity, coalesce(sum(amount_fen), 0)::float8 as "amountFen"
     from ledger_entry where ${wanted}`,
    values,
  );
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  const next = rows.length > limit ? items.at(-1)?.entryId : undefined;
  return { items, next, totals: sums[0] ?? { quantity: 0, amountFen: 0 } };
};
