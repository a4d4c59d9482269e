import { type AnswerOf, type InputOf, type Principal, type Refund, Refused } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { ReturnsEvent } from '../events.ts';

const insertRefund = `
  insert into refund (case_id, refund)
  select "caseId", refund from jsonb_to_recordset($1::jsonb) as r("caseId" text, refund jsonb)`;
const changeRefund = `
  update refund set refund = refund.refund || r.changes
  from jsonb_to_recordset($1::jsonb) as r("caseId" text, changes jsonb)
  where refund.case_id = r."caseId"`;

const project = (event: StoredEvent<ReturnsEvent>): Statement[] | undefined => {
  const { caseId } = event.data;
  if (event.type === 'RefundApproved')
    return [{ sql: insertRefund, row: { caseId, refund: approved(event.data) } }];
  if (event.type !== 'RefundPaid') return undefined;
  return [{ sql: changeRefund, row: { caseId, changes: paid(event.data) } }];
};

type DataOf<T extends ReturnsEvent['type']> = Extract<ReturnsEvent, { type: T }>['data'];

const approved = (data: DataOf<'RefundApproved'>): Refund => ({
  caseId: data.caseId,
  shopId: data.shopId,
  orderId: data.orderId,
  lineId: data.lineId,
  customerId: data.customerId,
  amountFen: data.amountFen,
  reason: data.because,
  approvedBy: data.approvedBy,
  approvedAt: data.at,
  state: 'to-pay',
  paidAt: null,
  paidBy: null,
  reference: null,
});

export const paid = ({ at, paidBy, reference }: DataOf<'RefundPaid'>): Partial<Refund> => ({
  state: 'paid',
  paidAt: at,
  paidBy,
  reference,
});

/** Finance's list: what was promised to customers, and what of it was paid. */
export const refunds = defineView<ReturnsEvent>({ name: 'refunds', tables: ['refund'], project });

export const refundOf = async (pool: Pool, caseId: string): Promise<Refund> => {
  const { rows } = await pool.query<{ refund: Refund }>('select refund from refund where case_id = $1', [
    caseId,
  ]);
  const [found] = rows;
  if (!found) throw new Refused('refund-not-approved');
  return found.refund;
};

/** The oldest first; totals count all that the filter finds, on every page. */
export const listRefunds = async (
  pool: Pool,
  { after, limit, ...filter }: InputOf<'returns.listRefunds'>['query'],
  who: Principal,
): Promise<AnswerOf<'returns.listRefunds'>> => {
  const found = `from refund where refund @> $1 and ('*' = any($2::text[]) or shop_id = any($2))`;
  const parameters = [JSON.stringify(filter), who.shops];
  const [page, totals] = await Promise.all([
    pool.query<{ refund: Refund }>(
      `select refund ${found} and ($3::text is null or case_id > $3) order by case_id limit $4`,
      [...parameters, after ?? null, limit + 1],
    ),
    pool.query<{ count: number; amountFen: number }>(
      `select count(*)::int as count, coalesce(sum((refund ->> 'amountFen')::bigint), 0)::float8 as "amountFen" ${found}`,
      parameters,
    ),
  ]);
  const items = page.rows.slice(0, limit).map(({ refund }) => refund);
  return {
    items,
    ...(page.rows.length > limit && { next: items.at(-1)?.caseId }),
    totals: totals.rows[0] ?? { count: 0, amountFen: 0 },
  };
};
