import type { AnswerOf, InputOf, Principal } from '@kefu/contracts';
import { defineView } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { ReturnsEvent } from '../events.ts';

type Complaint = AnswerOf<'returns.listComplaints'>['items'][number];

const insertComplaint = `
  insert into warehouse_complaint (complaint_id, case_id, complaint)
  select "complaintId", "caseId", complaint
  from jsonb_to_recordset($1::jsonb) as r("complaintId" text, "caseId" text, complaint jsonb)`;

/** What the warehouse packed short. */
export const complaints = defineView<ReturnsEvent>({
  name: 'complaints',
  tables: ['warehouse_complaint'],
  project: (event) => {
    if (event.type !== 'WarehouseComplaintRecorded') return undefined;
    const { complaintId, caseId, shopId, orderId, lineId, because, at } = event.data;
    const complaint: Complaint = { complaintId, caseId, shopId, orderId, lineId, because, recordedAt: at };
    return [{ sql: insertComplaint, row: { complaintId, caseId, complaint } }];
  },
});

/** The newest first. */
export const listComplaints = async (
  pool: Pool,
  { caseId, after, limit }: InputOf<'returns.listComplaints'>['query'],
  who: Principal,
): Promise<AnswerOf<'returns.listComplaints'>> => {
  const { rows } = await pool.query<{ complaint: Complaint }>(
    `select complaint from warehouse_complaint
     where ($1::text is null or case_id = $1) and ('*' = any($2::text[]) or complaint ->> 'shopId' = any($2))
       and ($3::text is null or complaint_id < $3)
     order by complaint_id desc limit $4`,
    [caseId ?? null, who.shops, after ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(({ complaint }) => complaint);
  return rows.length > limit ? { items, next: items.at(-1)?.complaintId } : { items };
};
