import { type CaseSummary, type InputOf, type Principal, Refused } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import { requireShop } from '@kefu/service';
import type { Pool } from 'pg';
import type { ReturnsEvent } from '../events.ts';
import { openedSummary, summaryChanges } from './case-summary.ts';

const insertCase = `
  insert into case_summary (case_id, summary)
  select "caseId", summary from jsonb_to_recordset($1::jsonb) as r("caseId" text, summary jsonb)`;
const changeCase = `
  update case_summary set summary = case_summary.summary || r.changes
  from jsonb_to_recordset($1::jsonb) as r("caseId" text, changes jsonb)
  where case_summary.case_id = r."caseId"`;

const project = (event: StoredEvent<ReturnsEvent>): Statement[] | undefined => {
  const { caseId } = event.data;
  switch (event.type) {
    case 'LineClaimed':
    case 'LineSettled':
    case 'LineReleased':
      return undefined;
    case 'CaseOpened':
      return [{ sql: insertCase, row: { caseId, summary: openedSummary(event) } }];
    default:
      return [{ sql: changeCase, row: { caseId, changes: summaryChanges(event) } }];
  }
};

/** Every case as lists show it. */
export const cases = defineView<ReturnsEvent>({ name: 'cases', tables: ['case_summary'], project });

type Row = { summary: CaseSummary };

/** A case that the caller may see. */
export const findCase = async (pool: Pool, caseId: string, who: Principal): Promise<CaseSummary> => {
  const { rows } = await pool.query<Row>('select summary from case_summary where case_id = $1', [caseId]);
  const [found] = rows;
  if (!found)
    throw new Refused('case-unknown', `There is no case ${caseId}, or it was not opened yet: check its id.`);
  requireShop(who, found.summary.shopId);
  return found.summary;
};

type Filter = Partial<Omit<InputOf<'returns.listCases'>['query'], 'after' | 'limit'>>;

/** A page of cases by their ids, which grow with time: the newest first, or the oldest. */
export const listCases = async (
  pool: Pool,
  filter: Filter,
  who: Principal,
  { after, limit, oldestFirst = false }: { after?: string; limit: number; oldestFirst?: boolean },
): Promise<{ items: CaseSummary[]; next?: string }> => {
  const { rows } = await pool.query<Row>(
    `select summary from case_summary
     where summary @> $1 and ('*' = any($2::text[]) or shop_id = any($2))
       and ($3::text is null or ${oldestFirst ? 'case_id > $3' : 'case_id < $3'})
     order by case_id ${oldestFirst ? 'asc' : 'desc'} limit $4`,
    [JSON.stringify(filter), who.shops, after ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(({ summary }) => summary);
  return rows.length > limit ? { items, next: items.at(-1)?.caseId } : { items };
};

/** Cases that this parcel should hold the line of; whether its weight matters to one is for the case to decide. */
export const casesOfParcel = async (pool: Pool, waybillId: string): Promise<CaseSummary[]> => {
  const { rows } = await pool.query<Row>(
    'select summary from case_summary where summary @> $1 order by case_id',
    [JSON.stringify({ waybillIds: [waybillId] })],
  );
  return rows.map(({ summary }) => summary);
};
