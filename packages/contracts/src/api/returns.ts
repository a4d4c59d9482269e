import { z } from 'zod';
import {
  AgentId,
  CustomerId,
  Fen,
  Instant,
  LineId,
  OrderId,
  page,
  PageQuery,
  ShopId,
  Uuid,
  WaybillId,
} from '../fields.ts';
import { CaseKind, Verdict, WeightFacts, Wish } from '../events/returns.ts';
import { agents, approvers, staff } from '../principal.ts';
import { route } from '../route.ts';

export const CaseState = z
  .enum([
    'open',
    'weighing',
    'awaiting-person',
    'awaiting-approval',
    'refund-approved',
    'reshipment-approved',
    'declined',
    'refund-paid',
  ])
  .meta({ id: 'CaseState' });

export const CaseSummary = z
  .object({
    caseId: Uuid,
    shopId: ShopId,
    orderId: OrderId,
    lineId: LineId,
    lineTitle: z.string(),
    quantity: z.int(),
    customerId: CustomerId,
    conversationId: Uuid.nullable(),
    agentId: AgentId,
    kind: CaseKind,
    wish: Wish,
    state: CaseState,
    verdict: Verdict.nullable(),
    because: z.string().nullable(),
    amountFen: Fen.nullable().meta({ description: 'The refund in question, in fen' }),
    weights: WeightFacts.nullable(),
    waybillIds: z.array(WaybillId),
    reopened: z
      .boolean()
      .meta({ description: 'A later correction speaks against the verdict: a person should look' }),
    openedAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof CaseSummary>;

/** One fact of a case's history, for the time line. */
export const CaseFact = z
  .object({
    id: z.string(),
    at: Instant,
    type: z.string().meta({ example: 'VerdictReached' }),
    who: z.object({ kind: z.enum(['person', 'customer', 'service', 'system']), id: z.string() }),
    why: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CaseFact' });

export const Refund = z
  .object({
    caseId: Uuid,
    shopId: ShopId,
    orderId: OrderId,
    lineId: LineId,
    customerId: CustomerId,
    amountFen: Fen,
    reason: z.string(),
    approvedBy: z.string(),
    approvedAt: Instant,
    state: z.enum(['to-pay', 'paid']),
    paidAt: Instant.nullable(),
    paidBy: z.string().nullable(),
    reference: z.string().nullable(),
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

export const WarehouseComplaint = z
  .object({
    complaintId: Uuid,
    caseId: Uuid,
    shopId: ShopId,
    orderId: OrderId,
    lineId: LineId,
    because: z.string(),
    recordedAt: Instant,
  })
  .meta({ id: 'WarehouseComplaint' });

const byCase = z.object({ caseId: Uuid });
const onCase = ['case-unknown'];

export const returnsRoutes = {
  'returns.openCase': route({
    service: 'returns',
    method: 'POST',
    path: '/api/returns/cases',
    summary: 'Open a case for a line of an order',
    description:
      'Missing item: slip `short` or parcel `damaged` settles it without weighing; slip `complete` and parcel `undamaged` starts a weight check. `order-unknown` names the newest order event seen here: the same command succeeds once the order has arrived, unless its id is wrong.',
    roles: agents,
    body: z.object({
      orderId: OrderId,
      lineId: LineId,
      quantity: z.int().min(1).max(10_000),
      kind: CaseKind,
      slip: z.enum(['complete', 'short']).meta({ description: 'What the packing slip says' }),
      parcel: z.enum(['undamaged', 'damaged']),
      wish: Wish.default('refund'),
      conversationId: Uuid.optional(),
      note: z.string().max(1_000).optional().meta({ description: "The agent's words; personal, encrypted" }),
    }),
    answer: CaseSummary,
    refusals: [
      'order-unknown',
      'line-unknown',
      'line-refunded-already',
      'quantity-above-line',
      'case-open-already',
      'order-not-dispatched',
    ],
  }),
  'returns.listCases': route({
    service: 'returns',
    method: 'GET',
    path: '/api/returns/cases',
    summary: 'Cases, newest first',
    roles: staff,
    query: z.object({
      state: CaseState.optional(),
      shopId: ShopId.optional(),
      agentId: AgentId.optional(),
      orderId: OrderId.optional(),
      customerId: CustomerId.optional(),
      conversationId: Uuid.optional(),
      reopened: z.stringbool().optional(),
      ...PageQuery,
    }),
    answer: page(CaseSummary),
  }),
  'returns.getCase': route({
    service: 'returns',
    method: 'GET',
    path: '/api/returns/cases/:caseId',
    summary: 'A case with its time line',
    roles: [...staff, 'service'],
    params: byCase,
    answer: CaseSummary.extend({ timeline: z.array(CaseFact) }),
    refusals: onCase,
  }),
  'returns.decideCase': route({
    service: 'returns',
    method: 'POST',
    path: '/api/returns/cases/:caseId/decision',
    summary: 'Decide what the scales could not: a verdict that waits for a person, or one that was re-opened',
    roles: agents,
    params: byCase,
    body: z.object({
      outcome: z.enum(['refund', 'reshipment', 'decline', 'keep']).meta({
        description:
          '`keep`: a re-opened verdict stands as it was. What was promised to the customer before is never taken back (`promise-stands`).',
      }),
      reason: z.string().min(2).max(500),
    }),
    answer: CaseSummary,
    refusals: [
      ...onCase,
      'case-not-awaiting-person',
      'case-open-already',
      'line-refunded-already',
      'verdict-not-reopened',
      'promise-stands',
    ],
  }),
  'returns.listApprovals': route({
    service: 'returns',
    method: 'GET',
    path: '/api/returns/approvals',
    summary: 'Refunds above an agent’s authority that wait for an approver',
    roles: approvers,
    query: z.object(PageQuery),
    answer: page(CaseSummary),
  }),
  'returns.approveRefund': route({
    service: 'returns',
    method: 'POST',
    path: '/api/returns/cases/:caseId/approval',
    summary: 'Approve or decline a refund that waits for approval',
    roles: approvers,
    params: byCase,
    body: z.object({ approve: z.boolean(), reason: z.string().min(2).max(500) }),
    answer: CaseSummary,
    refusals: [...onCase, 'case-not-awaiting-approval', 'above-authority', 'line-refunded-already'],
  }),
  'returns.listRefunds': route({
    service: 'returns',
    method: 'GET',
    path: '/api/returns/refunds',
    summary: "Finance's list",
    roles: ['finance', ...approvers, ...agents],
    query: z.object({
      state: Refund.shape.state.optional(),
      shopId: ShopId.optional(),
      caseId: Uuid.optional(),
      ...PageQuery,
    }),
    answer: page(Refund).extend({ totals: z.object({ count: z.int(), amountFen: z.int() }) }),
  }),
  'returns.payRefund': route({
    service: 'returns',
    method: 'POST',
    path: '/api/returns/refunds/:caseId/payment',
    summary: 'Record that a refund was paid; never twice',
    roles: ['finance'],
    params: byCase,
    body: z.object({
      amountFen: Fen,
      reference: z
        .string()
        .min(1)
        .max(120)
        .meta({ description: "The platform's refund id or the bank's reference" }),
    }),
    answer: Refund,
    refusals: [...onCase, 'refund-not-approved', 'refund-paid-already', 'amount-mismatch'],
  }),
  'returns.listComplaints': route({
    service: 'returns',
    method: 'GET',
    path: '/api/returns/complaints',
    summary: 'Complaints to the warehouse',
    roles: staff,
    query: z.object({ caseId: Uuid.optional(), ...PageQuery }),
    answer: page(WarehouseComplaint),
  }),
};
