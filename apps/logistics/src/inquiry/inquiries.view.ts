import type { Inquiry, InputOf, Principal, WeightReading } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { InquiryEvent, Question } from './domain/events.ts';

const insert = `
  insert into inquiry (inquiry_id, waybill_id, carrier, order_id, shop_id, case_id, question, state, asked_by,
    asked_at, answer_due_at, note)
  select "inquiryId", "waybillId", carrier, "orderId", "shopId", "caseId", question, 'open', "askedBy", at,
    "answerDueAt", note
  from jsonb_to_recordset($1::jsonb) as r("inquiryId" text, "waybillId" text, carrier text, "orderId" text,
    "shopId" text, "caseId" text, question text, "askedBy" text, at timestamptz, "answerDueAt" timestamptz, note text)`;
const chase = `
  update inquiry set chased = r.times
  from jsonb_to_recordset($1::jsonb) as r("inquiryId" text, times int) where inquiry_id = r."inquiryId"`;
const escalate = `
  update inquiry set state = 'escalated'
  from jsonb_to_recordset($1::jsonb) as r("inquiryId" text) where inquiry_id = r."inquiryId"`;
const keepReadings = `
  update inquiry i set readings = i.readings || r.readings
  from jsonb_to_recordset($1::jsonb) as r("inquiryId" text, readings jsonb) where inquiry_id = r."inquiryId"`;
const answer = `
  update inquiry i set state = 'answered', answered_at = r.at, answered_by = r."answeredBy", answer_note = r.note,
    readings = i.readings || r.readings
  from jsonb_to_recordset($1::jsonb)
    as r("inquiryId" text, at timestamptz, "answeredBy" text, note text, readings jsonb)
  where inquiry_id = r."inquiryId"`;

const project = ({ type, data: row }: StoredEvent<InquiryEvent>): Statement[] | undefined => {
  switch (type) {
    case 'InquiryOpened':
      return [{ sql: insert, row }];
    case 'InquiryChased':
      return [{ sql: chase, row }];
    case 'InquiryEscalated':
      return [{ sql: escalate, row }];
    case 'UnusableAnswerReceived':
      return [{ sql: keepReadings, row }];
    case 'InquiryAnswered':
      return [{ sql: answer, row }];
  }
};

export const inquiries = defineView<InquiryEvent>({ name: 'inquiries', tables: ['inquiry'], project });

// An inquiry's words are about whose order it is.
const wipe = `
  update inquiry i set note = null, answer_note = null
  from jsonb_to_recordset($1::jsonb) as f (customer_id text) join known_order o using (customer_id)
  where i.order_id = o.order_id and (i.note is not null or i.answer_note is not null)`;

export const forgetInInquiries = (customerId: string): Statement => ({
  sql: wipe,
  row: { customer_id: customerId },
});

/** What was asked before its order was known is sealed under the order's id. */
export const ordersAskedAbout = async (pool: Pool, customerId: string): Promise<string[]> => {
  const { rows } = await pool.query<{ order_id: string }>(
    'select distinct order_id from inquiry join known_order using (order_id) where customer_id = $1',
    [customerId],
  );
  return rows.map(({ order_id }) => order_id);
};

type Row = Omit<Inquiry, 'askedAt' | 'answerDueAt' | 'answeredAt' | 'readings'> & {
  askedAt: Date;
  answerDueAt: Date;
  answeredAt: Date | null;
  readings: WeightReading[];
};
const select = `
  select inquiry_id as "inquiryId", waybill_id as "waybillId", carrier, order_id as "orderId", shop_id as "shopId",
    case_id as "caseId", question, state, asked_by as "askedBy", asked_at as "askedAt",
    answer_due_at as "answerDueAt", note, chased, answered_at as "answeredAt", answered_by as "answeredBy",
    answer_note as "answerNote", readings
  from inquiry`;

const inquiryOf = (row: Row): Inquiry => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  answerDueAt: row.answerDueAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
});

export const inquiryById = async (pool: Pool, inquiryId: string): Promise<Inquiry | undefined> => {
  const { rows } = await pool.query<Row>(`${select} where inquiry_id = $1`, [inquiryId]);
  return rows[0] && inquiryOf(rows[0]);
};

/** What was asked and answered about the same before: the next inquiry of its kind has the next number. */
export const answeredBefore = async (
  pool: Pool,
  about: { waybillId: string; question: Question; caseId?: string },
): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from inquiry
     where waybill_id = $1 and question = $2 and case_id is not distinct from $3 and state = 'answered'`,
    [about.waybillId, about.question, about.caseId ?? null],
  );
  return rows[0]?.count ?? 0;
};

/** Unanswered ones first, what is due first at the top. */
export const listInquiries = async (
  pool: Pool,
  { state, caseId, carrier, after, limit }: InputOf<'logistics.listInquiries'>['query'],
  { shops }: Principal,
): Promise<{ items: Inquiry[]; next?: string }> => {
  const order = `(state = 'answered', answer_due_at, inquiry_id)`;
  const { rows } = await pool.query<Row>(
    `${select}
     where ('*' = any($1::text[]) or shop_id = any($1)) and ($2::text is null or state = $2)
       and ($3::text is null or case_id = $3) and ($4::text is null or carrier = $4)
       and ($5::text is null or ${order} > (select state = 'answered', answer_due_at, inquiry_id from inquiry where inquiry_id = $5))
     order by state = 'answered', answer_due_at, inquiry_id limit $6`,
    [shops, state ?? null, caseId ?? null, carrier ?? null, after ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(inquiryOf);
  return { items, next: rows.length > limit ? items.at(-1)?.inquiryId : undefined };
};
