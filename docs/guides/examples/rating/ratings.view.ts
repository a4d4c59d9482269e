import { defineView, type Statement } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { RatingEvent } from './domain/rating.ts';

const insert = `
  insert into rating (conversation_id, customer_id, agent_id, stars, words, at)
  select "conversationId", "customerId", "agentId", stars, words, at from jsonb_to_recordset($1::jsonb)
    as r("conversationId" uuid, "customerId" text, "agentId" text, stars int, words text, at timestamptz)`;

/** Every rating with its words, for the agent's own page; the table is made by a migration. */
export const ratings = defineView<RatingEvent>({
  name: 'ratings',
  tables: ['rating'],
  project: ({ type, data }) => (type === 'ConversationRated' ? [{ sql: insert, row: data }] : undefined),
});

const wipe = `
  update rating set words = null from jsonb_to_recordset($1::jsonb) as f (customer_id text)
   where rating.customer_id = f.customer_id and words is not null`;

/** What a rebuild would make of a customer's ratings once the key is gone. */
export const forgetInRatings = (customerId: string): Statement => ({
  sql: wipe,
  row: { customer_id: customerId },
});

export type AgentRating = { conversationId: string; stars: number; words: string | null };

export const ratingsOf = async (pool: Pool, agentId: string): Promise<AgentRating[]> => {
  const { rows } = await pool.query<AgentRating>(
    'select conversation_id as "conversationId", stars, words from rating where agent_id = $1 order by at desc',
    [agentId],
  );
  return rows;
};
