import { z } from 'zod';
import { AgentId, Fen, Instant, Month, page, PageQuery } from '../fields.ts';
import { staff } from '../principal.ts';
import { route } from '../route.ts';

export const LedgerEntry = z
  .object({
    entryId: z.string(),
    agentId: AgentId,
    month: Month,
    kind: z.enum(['resolved-case']),
    quantity: z.int(),
    amountFen: Fen,
    caseId: z.string(),
    because: z.array(z.string()).meta({ description: 'Ids of the events behind the entry' }),
    at: Instant,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const Rate = z.object({ kind: z.enum(['resolved-case']), amountFen: Fen, from: Instant }).meta({
  id: 'Rate',
  description:
    'What one of a kind pays from an instant on, in fen; entries recorded before keep their amount',
});
export type Rate = z.infer<typeof Rate>;

export const payrollRoutes = {
  'payroll.listEntries': route({
    service: 'payroll',
    method: 'GET',
    path: '/api/payroll/ledger',
    summary: "An agent's pay facts of a month; agents see their own, payroll everyone's",
    roles: [...staff, 'payroll'],
    query: z.object({
      agentId: AgentId.optional(),
      month: Month.optional(),
      caseId: z.string().max(60).optional(),
      ...PageQuery,
    }),
    answer: page(LedgerEntry).extend({
      totals: z
        .object({ quantity: z.int(), amountFen: z.int() })
        .meta({ description: 'Of everything that was asked for, on whatever page' }),
    }),
    refusals: ['not-your-ledger'],
  }),
  'payroll.listRates': route({
    service: 'payroll',
    method: 'GET',
    path: '/api/payroll/rates',
    summary: 'What pays how much, and since when',
    roles: ['payroll', 'manager'],
    answer: z.object({ items: z.array(Rate) }),
  }),
  'payroll.setRate': route({
    service: 'payroll',
    method: 'POST',
    path: '/api/payroll/rates',
    summary: 'Set what one of a kind pays from an instant on',
    roles: ['payroll', 'manager'],
    body: Rate,
    answer: Rate,
  }),
};
