import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { CaseEvent } from './domain/case-lines.ts';

/** Which of a conversation's cases have no outcome yet, kept from the returns service's events. */
export const rememberCase = ({ type, data }: CaseEvent): Statement[] => {
  if (!data.conversationId) return [];
  const row = { case_id: data.caseId, conversation_id: data.conversationId };
  if (type === 'returns.case-opened.v1')
    return [
      {
        key: data.caseId,
        // The outcome may have been heard of before the opening; it stays.
        sql: `insert into conversation_case (case_id, conversation_id, resolved)
              select case_id, conversation_id, false from jsonb_to_recordset($1::jsonb) as c (case_id uuid, conversation_id uuid)
              on conflict (case_id) do nothing`,
        row,
      },
    ];
  if (type === 'returns.case-resolved.v1')
    return [
      {
        key: data.caseId,
        sql: `insert into conversation_case (case_id, conversation_id, resolved)
              select case_id, conversation_id, true from jsonb_to_recordset($1::jsonb) as c (case_id uuid, conversation_id uuid)
              on conflict (case_id) do update set resolved = true`,
        row,
      },
    ];
  return [];
};

export const countOpenCases = async (pool: Pool, conversationId: string): Promise<number> => {
  const { rows } = await pool.query<{ count: string }>(
    'select count(*) from conversation_case where conversation_id = $1 and not resolved',
    [conversationId],
  );
  return Number(rows[0]?.count ?? 0);
};
