import type { Conversation } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { ChatEvent } from '../events.ts';
import type { MessageSent } from './domain/events.ts';
import type { ConversationState } from './domain/state.ts';

const started = `
  insert into conversation (conversation_id, shop_id, customer_id, anonymous, customer_name, state, version, last_sequence, started_at, updated_at)
  select conversation_id, shop_id, customer_id, anonymous, customer_name, 'waiting', version, 0, at, at
    from jsonb_to_recordset($1::jsonb) as e (conversation_id uuid, shop_id text, customer_id text, anonymous boolean,
         customer_name text, version int, at timestamptz)`;

const given = `
  update conversation c set state = 'open', agent_id = e.agent_id, version = e.version, updated_at = e.at
    from jsonb_to_recordset($1::jsonb) as e (conversation_id uuid, agent_id text, version int, at timestamptz)
   where c.conversation_id = e.conversation_id`;

// The clock runs from the first message that nobody answered; lines of the house leave it alone.
const said = `
  update conversation c set
    version = e.version, last_sequence = e.sequence, updated_at = e.at,
    last_text = case when e.visible_to = 'everyone' then e.text else c.last_text end,
    last_from = case when e.visible_to = 'everyone' then e.sender else c.last_from end,
    waiting_since = case e.sender when 'customer' then coalesce(c.waiting_since, e.at) when 'agent' then null else c.waiting_since end,
    asked_first_at = case e.sender when 'customer' then coalesce(c.asked_first_at, e.at) else c.asked_first_at end,
    first_response_ms = case when e.sender = 'agent' and c.first_response_ms is null and c.asked_first_at is not null
      then extract(epoch from e.at - c.asked_first_at) * 1000 else c.first_response_ms end
    from jsonb_to_recordset($1::jsonb) as e (conversation_id uuid, version int, sequence int, sender text, text text,
         visible_to text, at timestamptz)
   where c.conversation_id = e.conversation_id`;

const closed = `
  update conversation c set state = 'closed', waiting_since = null, version = e.version, updated_at = e.at
    from jsonb_to_recordset($1::jsonb) as e (conversation_id uuid, version int, at timestamptz)
   where c.conversation_id = e.conversation_id`;

const saidRow = ({ data, version }: StoredEvent<MessageSent>) => ({
  conversation_id: data.conversationId,
  version,
  sequence: data.sequence,
  sender: data.from,
  text: data.text,
  visible_to: data.visibleTo,
  at: data.at,
});

const project = (event: StoredEvent<ChatEvent>): Statement[] => {
  const { version } = event;
  switch (event.type) {
    case 'ConversationStarted': {
      const { conversationId, shopId, customerId, anonymous, customerName, at } = event.data;
      const names = {
        conversation_id: conversationId,
        shop_id: shopId,
        customer_id: customerId,
        customer_name: customerName ?? '',
      };
      return [{ sql: started, row: { ...names, anonymous, version, at } }];
    }
    case 'ConversationAssigned':
    case 'ConversationTransferred': {
      const { conversationId, agentId, at } = event.data;
      return [{ sql: given, row: { conversation_id: conversationId, agent_id: agentId, version, at } }];
    }
    case 'MessageSent':
      return [{ sql: said, row: saidRow(event) }];
    case 'ConversationClosed':
      return [
        { sql: closed, row: { conversation_id: event.data.conversationId, version, at: event.data.at } },
      ];
    case 'AgentStateChanged':
    case 'PhraseChanged':
      return [];
  }
};

/** The list of conversations, and of each what the next decision needs. */
export const conversationsView = defineView<ChatEvent>({
  name: 'conversations',
  tables: ['conversation'],
  project,
});

const wipe = `
  update conversation c set customer_name = '', last_text = null
    from jsonb_to_recordset($1::jsonb) as f (customer_id text)
   where c.customer_id = f.customer_id and (c.customer_name <> '' or c.last_text is not null)`;

export const forgetInConversations = (customerId: string): Statement => ({
  sql: wipe,
  row: { customer_id: customerId },
});

type Row = {
  conversation_id: string;
  shop_id: string;
  customer_id: string;
  anonymous: boolean;
  customer_name: string;
  state: Conversation['state'];
  agent_id: string | null;
  version: number;
  last_sequence: number;
  last_text: string | null;
  last_from: Conversation['lastFrom'];
  waiting_since: Date | null;
  first_response_ms: number | null;
  started_at: Date;
  updated_at: Date;
};

const conversationOf = (row: Row): Conversation => ({
  conversationId: row.conversation_id,
  shopId: row.shop_id,
  customerId: row.customer_id,
  anonymous: row.anonymous,
  customerName: row.customer_name,
  state: row.state,
  agentId: row.agent_id,
  lastSequence: row.last_sequence,
  lastText: row.last_text,
  lastFrom: row.last_from,
  waitingSince: row.waiting_since?.toISOString() ?? null,
  firstResponseMs: row.first_response_ms,
  startedAt: row.started_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/**
 * The state that commands are decided on, and the version it belongs to. The row is written in the transaction of
 * each event, so it is as good as folding the stream and costs one look, however long the conversation is.
 */
export const stateOf = async (
  pool: Pool,
  conversationId: string,
): Promise<{ state: ConversationState; version: number }> => {
  const { rows } = await pool.query<Row>('select * from conversation where conversation_id = $1', [
    conversationId,
  ]);
  const row = rows[0];
  if (!row) return { state: { status: 'none' }, version: 0 };
  const known = {
    conversationId,
    shopId: row.shop_id,
    customerId: row.customer_id,
    anonymous: row.anonymous,
    lastSequence: row.last_sequence,
  };
  if (row.state === 'open' && row.agent_id)
    return { state: { ...known, status: 'open', agentId: row.agent_id }, version: row.version };
  if (row.state === 'closed')
    return { state: { ...known, status: 'closed', agentId: row.agent_id }, version: row.version };
  return { state: { ...known, status: 'waiting' }, version: row.version };
};

export const findConversations = async (
  pool: Pool,
  conversationIds: readonly string[],
): Promise<Conversation[]> => {
  const { rows } = await pool.query<Row>('select * from conversation where conversation_id = any($1)', [
    conversationIds,
  ]);
  return rows.map(conversationOf);
};

export const findConversation = async (
  pool: Pool,
  conversationId: string,
): Promise<Conversation | undefined> => (await findConversations(pool, [conversationId]))[0];

/** The conversation that a customer has going on with a shop. */
export const openConversationOf = async (
  pool: Pool,
  shopId: string,
  customerId: string,
): Promise<Conversation | undefined> => {
  const { rows } = await pool.query<Row>(
    `select * from conversation where shop_id = $1 and customer_id = $2 and state <> 'closed'`,
    [shopId, customerId],
  );
  return rows[0] && conversationOf(rows[0]);
};

export type ConversationFilter = {
  /** `*` for every shop. */
  shops: readonly string[];
  agentId?: string;
  waitingOnly?: boolean;
  state?: string;
  shopId?: string;
  customerId?: string;
  after?: string;
  limit: number;
};

/** Who waits longest comes first, then the latest; `after` is the last conversation of the page before. */
export const listConversations = async (
  pool: Pool,
  filter: ConversationFilter,
): Promise<{ items: Conversation[]; next?: string }> => {
  const { rows } = await pool.query<Row>(
    `with page as (
       select *, coalesce(waiting_since, 'infinity') as waits from conversation
        where ('*' = any($1) or shop_id = any($1))
          and ($2::text is null or agent_id = $2)
          and (not $3 or (state = 'waiting' and last_sequence > 0))
          and ($4::text is null or state = $4)
          and ($5::text is null or shop_id = $5)
          and ($6::text is null or customer_id = $6))
     select * from page
      where $7::uuid is null or (waits, -extract(epoch from updated_at), conversation_id) >
            (select waits, -extract(epoch from updated_at), conversation_id from page where conversation_id = $7)
      order by waits, -extract(epoch from updated_at), conversation_id
      limit $8`,
    [
      filter.shops,
      filter.agentId ?? null,
      filter.waitingOnly ?? false,
      filter.state ?? null,
      filter.shopId ?? null,
      filter.customerId ?? null,
      filter.after ?? null,
      filter.limit + 1,
    ],
  );
  const items = rows.slice(0, filter.limit).map(conversationOf);
  const next = rows.length > filter.limit ? items.at(-1)?.conversationId : undefined;
  return { items, ...(next && { next }) };
};
