import { z } from 'zod';
import { AgentId, CustomerId, Instant, page, PageQuery, ShopId, Uuid } from '../fields.ts';
import { agents } from '../principal.ts';
import { route } from '../route.ts';

export const Message = z
  .object({
    messageId: Uuid,
    conversationId: Uuid,
    sequence: z.int().min(1).meta({
      description: 'Counts up by one inside the conversation: ask for what comes after the last one seen',
    }),
    from: z.enum(['customer', 'agent', 'system']),
    senderId: z.string(),
    text: z.string().nullable().meta({ description: 'Null once the customer was forgotten' }),
    /** System lines: what the line is about. */
    link: z.object({ kind: z.enum(['case']), id: z.string() }).nullable(),
    /** Lines for the agents' eyes are not shown to the customer. */
    visibleTo: z.enum(['everyone', 'agents']),
    at: Instant,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const Conversation = z
  .object({
    conversationId: Uuid,
    shopId: ShopId,
    customerId: CustomerId,
    anonymous: z.boolean(),
    customerName: z.string().meta({ description: 'Masked name for the list' }),
    state: z.enum(['waiting', 'open', 'closed']),
    agentId: AgentId.nullable(),
    lastSequence: z.int(),
    lastText: z.string().nullable(),
    lastFrom: z.enum(['customer', 'agent', 'system']).nullable(),
    /** Since when the customer waits for an answer of a human; null when nobody waits. */
    waitingSince: Instant.nullable(),
    firstResponseMs: z.int().nullable(),
    startedAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

export const AgentState = z
  .enum(['online', 'busy', 'break', 'suspended', 'offline'])
  .meta({ id: 'AgentState' });
export const Presence = z
  .object({
    agentId: AgentId,
    name: z.string(),
    shops: z.array(z.string()),
    state: AgentState,
    capacity: z.int(),
    open: z.int(),
    since: Instant,
  })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof Presence>;

export const Phrase = z
  .object({
    phraseId: Uuid,
    shopId: ShopId,
    group: z.string(),
    shortcut: z.string().meta({ description: 'Typed after `/`; pinyin initials are found too' }),
    text: z.string(),
  })
  .meta({ id: 'Phrase', description: 'A quick reply; `{customer}`, `{order}`, `{parcel}` are filled in' });
export type Phrase = z.infer<typeof Phrase>;

const byConversation = z.object({ conversationId: Uuid });
const Text = z.string().trim().min(1).max(4_000);

export const chatRoutes = {
  'chat.openConversation': route({
    service: 'chat',
    method: 'POST',
    path: '/api/chat/conversations',
    summary: "The customer's open conversation with the shop; begun when there is none",
    roles: ['customer'],
    answer: Conversation,
  }),
  'chat.listConversations': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/conversations',
    summary: "An agent's conversations, longest waiting first; supervisors may ask for all",
    roles: [...agents, 'manager'],
    query: z.object({
      of: z.enum(['mine', 'waiting', 'all']).default('mine'),
      state: Conversation.shape.state.optional(),
      shopId: ShopId.optional(),
      customerId: CustomerId.optional(),
      ...PageQuery,
    }),
    answer: page(Conversation),
  }),
  'chat.getConversation': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/conversations/:conversationId',
    summary: 'One conversation; a customer gets only their own',
    roles: [...agents, 'manager', 'customer'],
    params: byConversation,
    answer: Conversation,
    refusals: ['conversation-unknown'],
  }),
  'chat.listMessages': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/conversations/:conversationId/messages',
    summary: 'Messages after a sequence number, oldest first',
    roles: [...agents, 'manager', 'customer'],
    params: byConversation,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    answer: z.object({ items: z.array(Message), lastSequence: z.int() }),
    refusals: ['conversation-unknown'],
  }),
  'chat.sendMessage': route({
    service: 'chat',
    method: 'POST',
    path: '/api/chat/conversations/:conversationId/messages',
    summary: 'Write in a conversation; the same messageId again answers the same message',
    roles: [...agents, 'customer'],
    params: byConversation,
    body: z.object({ messageId: Uuid, text: Text }),
    answer: Message,
    refusals: ['conversation-unknown', 'conversation-closed', 'not-your-conversation', 'message-id-reused'],
  }),
  'chat.closeConversation': route({
    service: 'chat',
    method: 'POST',
    path: '/api/chat/conversations/:conversationId/closing',
    summary: 'Close a conversation',
    roles: agents,
    params: byConversation,
    answer: Conversation,
    refusals: ['conversation-unknown', 'not-your-conversation', 'case-without-outcome'],
  }),
  'chat.transferConversation': route({
    service: 'chat',
    method: 'POST',
    path: '/api/chat/conversations/:conversationId/transfers',
    summary: 'Hand a conversation to another agent with a note',
    roles: agents,
    params: byConversation,
    body: z.object({ to: AgentId, note: z.string().min(1).max(500) }),
    answer: Conversation,
    refusals: ['conversation-unknown', 'not-your-conversation', 'agent-unavailable', 'conversation-closed'],
  }),
  'chat.takeConversation': route({
    service: 'chat',
    method: 'POST',
    path: '/api/chat/conversations/:conversationId/taking',
    summary: 'Take a waiting conversation',
    roles: agents,
    params: byConversation,
    answer: Conversation,
    refusals: ['conversation-unknown', 'conversation-closed', 'taken-already', 'agent-unavailable'],
  }),
  'chat.setPresence': route({
    service: 'chat',
    method: 'PUT',
    path: '/api/chat/presence',
    summary: "Set one's own state",
    roles: agents,
    body: z.object({
      state: z.enum(['online', 'busy', 'break', 'offline']),
      capacity: z.int().min(1).max(50).optional(),
      reason: z.string().max(100).optional(),
    }),
    answer: Presence,
  }),
  'chat.getPresence': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/presence',
    summary: "One's own state and room",
    roles: agents,
    answer: Presence,
  }),
  'chat.listPresence': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/team',
    summary: 'Everyone’s state and room',
    roles: agents,
    answer: z.object({ items: z.array(Presence) }),
  }),
  'chat.listPhrases': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/phrases',
    summary: 'Quick replies of a shop',
    roles: agents,
    query: z.object({ shopId: ShopId }),
    answer: z.object({ items: z.array(Phrase) }),
  }),
  'chat.putPhrase': route({
    service: 'chat',
    method: 'PUT',
    path: '/api/chat/phrases/:phraseId',
    summary: 'Write a quick reply',
    roles: ['team-lead', 'supervisor', 'manager', 'administrator'],
    params: z.object({ phraseId: Uuid }),
    body: Phrase.omit({ phraseId: true }),
    answer: Phrase,
  }),
};
