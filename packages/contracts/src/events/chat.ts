import { z } from 'zod';
import { AgentId, CustomerId, Instant, ShopId, Uuid } from '../fields.ts';
import { defineEvent } from '../public-event.ts';

const base = { conversationId: Uuid, shopId: ShopId, customerId: CustomerId, at: Instant };
const baseExample = {
  conversationId: '0199f0a0-0000-7000-8000-000000000005',
  shopId: 'flagship',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  at: '2026-10-21T01:41:00Z',
};

export const conversationStarted = defineEvent({
  type: 'chat.conversation-started.v1',
  description: 'A customer began a conversation with a shop.',
  subject: 'conversationId',
  data: z.object({ ...base, channel: z.enum(['widget']) }),
  example: { ...baseExample, channel: 'widget' },
});

export const conversationAssigned = defineEvent({
  type: 'chat.conversation-assigned.v1',
  description: 'An agent with room was given the conversation.',
  subject: 'conversationId',
  data: z.object({
    ...base,
    agentId: AgentId,
    from: AgentId.optional().meta({ description: 'Who handed it over' }),
  }),
  example: { ...baseExample, agentId: 'agent-lin' },
});

export const messageSent = defineEvent({
  type: 'chat.message-sent.v1',
  description: 'Somebody wrote in a conversation. The text does not travel.',
  subject: 'conversationId',
  data: z.object({
    ...base,
    messageId: Uuid,
    sequence: z.int().min(1),
    from: z.enum(['customer', 'agent', 'system']),
    senderId: z.string(),
  }),
  example: {
    ...baseExample,
    messageId: '0199f0a0-0000-7000-8000-000000000007',
    sequence: 1,
    from: 'customer',
    senderId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  },
});

export const conversationClosed = defineEvent({
  type: 'chat.conversation-closed.v1',
  description: 'A conversation ended.',
  subject: 'conversationId',
  data: z.object({ ...base, closedBy: z.string() }),
  example: { ...baseExample, closedBy: 'agent-lin' },
});
