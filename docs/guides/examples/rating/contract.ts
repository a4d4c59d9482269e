import { AgentId, CustomerId, defineEvent, Instant, Uuid } from '@kefu/contracts';
import { z } from 'zod';

export const conversationRated = defineEvent({
  type: 'chat.conversation-rated.v1',
  description: 'A customer rated a conversation. Their words do not travel.',
  subject: 'conversationId',
  data: z.object({
    conversationId: Uuid,
    customerId: CustomerId,
    agentId: AgentId,
    stars: z.int().min(1).max(5),
    at: Instant,
  }),
  example: {
    conversationId: '0199f0a0-0000-7000-8000-000000000005',
    customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
    agentId: 'agent-lin',
    stars: 5,
    at: '2026-10-22T09:00:00Z',
  },
});
