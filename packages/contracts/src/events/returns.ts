import { z } from 'zod';
import { AgentId, CustomerId, Fen, Instant, LineId, OrderId, ShopId, Uuid, WaybillId } from '../fields.ts';
import { defineEvent } from '../public-event.ts';

export const CaseKind = z.enum(['missing-item']).meta({ id: 'CaseKind' });
export const Verdict = z
  .enum(['lost-in-transit', 'short-packed', 'claim-unsupported', 'inconclusive'])
  .meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof Verdict>;
export const WeightCheckStep = z
  .enum(['carrier-asked', 'carrier-chased-24h', 'carrier-chased-48h', 'supervisor-told-72h'])
  .meta({ id: 'WeightCheckStep' });
export type WeightCheckStep = z.infer<typeof WeightCheckStep>;
export const Wish = z
  .enum(['refund', 'reshipment'])
  .meta({ id: 'Wish', description: 'What the customer asked for' });
export type Wish = z.infer<typeof Wish>;

export const RefundReason = z
  .enum(['lost-in-transit', 'short-packed', 'slip-short', 'parcel-damaged', 'decided-by-person'])
  .meta({ id: 'RefundReason' });
export type RefundReason = z.infer<typeof RefundReason>;

/** What the scales said when a verdict was reached; grams. */
export const WeightFacts = z
  .object({
    expectedGrams: z.int().nullable().meta({ description: 'Null: the weight of a product is not known' }),
    missingGrams: z.int().nullable(),
    originGrams: z
      .int()
      .nullable()
      .meta({ description: 'Null: too few real readings; several parcels are summed' }),
    lastGrams: z.int().nullable(),
    manual: z.boolean().meta({ description: 'One of the readings was typed in by hand' }),
    betweenScalesToleranceGrams: z.int(),
    expectedToleranceGrams: z.int(),
  })
  .meta({ id: 'WeightFacts' });
export type WeightFacts = z.infer<typeof WeightFacts>;

const base = {
  caseId: Uuid,
  shopId: ShopId,
  orderId: OrderId,
  lineId: LineId,
  customerId: CustomerId,
  agentId: AgentId,
  conversationId: Uuid.optional(),
  at: Instant,
};
const baseExample = {
  caseId: '0199f0a0-0000-7000-8000-000000000003',
  shopId: 'flagship',
  orderId: 'flagship:2026102100018812',
  lineId: '1',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  agentId: 'agent-lin',
  conversationId: '0199f0a0-0000-7000-8000-000000000005',
  at: '2026-10-21T02:00:00Z',
};
const weightsExample: WeightFacts = {
  expectedGrams: 1_000,
  missingGrams: 100,
  originGrams: 1_000,
  lastGrams: 900,
  manual: false,
  betweenScalesToleranceGrams: 20,
  expectedToleranceGrams: 30,
};

export const caseOpened = defineEvent({
  type: 'returns.case-opened.v1',
  description: 'An after-sales case was opened for a line of an order.',
  subject: 'caseId',
  data: z.object({ ...base, kind: CaseKind, quantity: z.int().min(1), wish: Wish }),
  example: { ...baseExample, kind: 'missing-item', quantity: 1, wish: 'refund' },
});

export const weightCheckStarted = defineEvent({
  type: 'returns.weight-check-started.v1',
  description: 'Whether the parcel lost weight on its way is being looked into.',
  subject: 'caseId',
  data: z.object({ ...base, waybillIds: z.array(WaybillId) }),
  example: { ...baseExample, waybillIds: ['zto:77310000000018'] },
});

export const weightCheckProgressed = defineEvent({
  type: 'returns.weight-check-progressed.v1',
  description: 'A step of the weight check while it waits for the carrier; the customer is told each time.',
  subject: 'caseId',
  data: z.object({
    ...base,
    step: WeightCheckStep,
  }),
  example: { ...baseExample, step: 'carrier-asked' },
});

export const verdictReached = defineEvent({
  type: 'returns.verdict-reached.v1',
  description:
    'The weights were judged. `claim-unsupported` and `inconclusive` wait for a person: the customer hears nothing yet.',
  subject: 'caseId',
  data: z.object({
    ...base,
    verdict: Verdict,
    because: z.string(),
    weights: WeightFacts,
    waybillIds: z.array(WaybillId),
  }),
  example: {
    ...baseExample,
    verdict: 'lost-in-transit',
    because: '100 g went missing on the way, about the 100 g of the item',
    weights: weightsExample,
    waybillIds: ['zto:77310000000018'],
  },
});

export const verdictReopened = defineEvent({
  type: 'returns.verdict-reopened.v1',
  description:
    'A corrected reading changed the facts of a verdict; a person looks again. Money that was paid stays paid.',
  subject: 'caseId',
  data: z.object({ ...base, was: Verdict, would: Verdict, because: z.string() }),
  example: {
    ...baseExample,
    was: 'lost-in-transit',
    would: 'claim-unsupported',
    because: 'no weight lost on the way, as heavy as expected',
  },
});

export const refundApprovalRequested = defineEvent({
  type: 'returns.refund-approval-requested.v1',
  description: "A refund is above the agent's authority and waits for an approver.",
  subject: 'caseId',
  data: z.object({ ...base, amountFen: Fen, limitFen: Fen }),
  example: { ...baseExample, amountFen: 13_800, limitFen: 5_000 },
});

export const refundApproved = defineEvent({
  type: 'returns.refund-approved.v1',
  description: 'Money was promised back to the customer; it is on finance’s list now.',
  subject: 'caseId',
  data: z.object({
    ...base,
    amountFen: Fen,
    quantity: z.int().min(1),
    approvedBy: z.string(),
    reason: RefundReason,
    waybillIds: z.array(WaybillId),
  }),
  example: {
    ...baseExample,
    amountFen: 4_600,
    quantity: 1,
    approvedBy: 'agent-lin',
    reason: 'lost-in-transit',
    waybillIds: ['zto:77310000000018'],
  },
});

export const reshipmentApproved = defineEvent({
  type: 'returns.reshipment-approved.v1',
  description: 'What was missing will be sent again.',
  subject: 'caseId',
  data: z.object({
    ...base,
    quantity: z.int().min(1),
    approvedBy: z.string(),
    reason: RefundReason,
    amountFen: Fen.optional().meta({ description: 'What is sent again is worth, in fen' }),
    waybillIds: z.array(WaybillId).optional(),
  }),
  example: {
    ...baseExample,
    quantity: 1,
    approvedBy: 'agent-lin',
    reason: 'lost-in-transit',
    amountFen: 4_600,
    waybillIds: ['zto:77310000000018'],
  },
});

export const refundPaid = defineEvent({
  type: 'returns.refund-paid.v1',
  description: 'Finance paid a refund.',
  subject: 'caseId',
  data: z.object({ ...base, amountFen: Fen, paidBy: z.string(), reference: z.string() }),
  example: { ...baseExample, amountFen: 4_600, paidBy: 'finance-zhao', reference: 'platform:88120001' },
});

export const warehouseComplaintRecorded = defineEvent({
  type: 'returns.warehouse-complaint-recorded.v1',
  description: 'The warehouse packed less than the slip says.',
  subject: 'caseId',
  data: z.object({ ...base, complaintId: Uuid, because: z.string() }),
  example: {
    ...baseExample,
    complaintId: '0199f0a0-0000-7000-8000-000000000006',
    because: '100 g under the expected weight at origin',
  },
});

export const caseResolved = defineEvent({
  type: 'returns.case-resolved.v1',
  description: 'A case came to its outcome; `resolvedBy` is credited.',
  subject: 'caseId',
  data: z.object({
    ...base,
    kind: CaseKind,
    outcome: z.enum(['refunded', 'reshipped', 'declined']),
    resolvedBy: AgentId,
  }),
  example: { ...baseExample, kind: 'missing-item', outcome: 'refunded', resolvedBy: 'agent-lin' },
});
