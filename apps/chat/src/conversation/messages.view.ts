import type { Message } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { ChatEvent } from '../events.ts';
import type { MessageSent } from './domain/events.ts';

const sent = `
  insert into message (conversation_id, sequence, message_id, sender, sender_id, text, link, visible_to, at)
  select * from jsonb_to_recordset($1::jsonb) as e (conversation_id uuid, sequence int, message_id uuid, sender text,
         sender_id text, text text, link jsonb, visible_to text, at timestamptz)`;

const rowOf = ({ data }: StoredEvent<MessageSent>) => ({
  conversation_id: data.conversationId,
  sequence: data.sequence,
  message_id: data.messageId,
  sender: data.from,
  sender_id: data.senderId,
  text: data.text,
  link: data.link,
  visible_to: data.visibleTo,
  at: data.at,
});

/** What was said, by conversation and sequence; plain text stays inside this service's database. */
export const messagesView = defineView<ChatEvent>({
  name: 'messages',
  tables: ['message'],
  project: (event) => (event.type === 'MessageSent' ? [{ sql: sent, row: rowOf(event) }] : []),
});

const wipe = `
  update message m set text = null
    from jsonb_to_recordset($1::jsonb) as f (customer_id text) join conversation c using (customer_id)
   where m.conversation_id = c.conversation_id and m.text is not null`;

/** Also what agents and the house wrote: it was said to the customer. */
export const forgetInMessages = (customerId: string): Statement => ({
  sql: wipe,
  row: { customer_id: customerId },
});

type Row = {
  conversation_id: string;
  sequence: number;
  message_id: string;
  sender: Message['from'];
  sender_id: string;
  text: string | null;
  link: Message['link'];
  visible_to: Message['visibleTo'];
  at: Date;
};

const messageOf = (row: Row): Message => ({
  messageId: row.message_id,
  conversationId: row.conversation_id,
  sequence: row.sequence,
  from: row.sender,
  senderId: row.sender_id,
  text: row.text,
  link: row.link,
  visibleTo: row.visible_to,
  at: row.at.toISOString(),
});

export const messageOfEvent = ({ data }: StoredEvent<MessageSent>): Message => ({
  messageId: data.messageId,
  conversationId: data.conversationId,
  sequence: data.sequence,
  from: data.from,
  senderId: data.senderId,
  text: data.text,
  link: data.link,
  visibleTo: data.visibleTo,
  at: data.at,
});

export const findMessage = async (pool: Pool, messageId: string): Promise<Message | undefined> => {
  const { rows } = await pool.query<Row>('select * from message where message_id = $1', [messageId]);
  return rows[0] && messageOf(rows[0]);
};

/** Messages after a sequence number, oldest first; a customer does not see the lines for agents. */
export const messagesAfter = async (
  pool: Pool,
  {
    conversationId,
    after,
    limit,
    forCustomer,
  }: { conversationId: string; after: number; limit: number; forCustomer: boolean },
): Promise<Message[]> => {
  const { rows } = await pool.query<Row>(
    `select * from message where conversation_id = $1 and sequence > $2 and (not $4 or visible_to = 'everyone')
      order by sequence limit $3`,
    [conversationId, after, limit, forCustomer],
  );
  return rows.map(messageOf);
};
