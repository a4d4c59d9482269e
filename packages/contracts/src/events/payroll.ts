import { z } from 'zod';
import { AgentId, Fen, Instant, Month } from '../fields.ts';
import { defineEvent } from '../public-event.ts';

export const entryRecorded = defineEvent({
  type: 'payroll.entry-recorded.v1',
  description: "Something that counts for an agent's pay happened.",
  subject: 'agentId',
  data: z.object({
    entryId: z.string(),
    agentId: AgentId,
    month: Month,
    kind: z.enum(['resolved-case']),
    quantity: z.int(),
    amountFen: Fen,
    because: z.array(z.string()).meta({ description: 'Ids of the events behind the entry' }),
    at: Instant,
  }),
  example: {
    entryId: 'resolved-case/0199f0a0-0000-7000-8000-000000000003',
    agentId: 'agent-lin',
    month: '2026-10',
    kind: 'resolved-case',
    quantity: 1,
    amountFen: 0,
    because: ['0199f0a0-0000-7000-8000-000000000008'],
    at: '2026-10-21T03:00:00Z',
  },
});
