import type { DomainEvent, RefundReason, Verdict, WeightCheckStep, WeightFacts, Wish } from '@kefu/contracts';

/** Whose case it is and what about; every fact of a case says it, so that each can be read alone. */
export type About = {
  caseId: string;
  shopId: string;
  orderId: string;
  lineId: string;
  customerId: string;
  agentId: string;
  conversationId?: string;
};

type Fact<Type extends string, Data extends object = object> = DomainEvent<
  Type,
  About & { at: string } & Data
>;

export type Slip = 'complete' | 'short';
export type ParcelCondition = 'undamaged' | 'damaged';
export type ClaimedLine = { title: string; quantity: number; unitPriceFen: number };

export type CaseOpened = Fact<
  'CaseOpened',
  {
    kind: 'missing-item';
    quantity: number;
    slip: Slip;
    parcel: ParcelCondition;
    wish: Wish;
    line: ClaimedLine;
    refundFen: number;
    /** What the agent might refund alone on that day. */
    authorityFen: number;
    waybillIds: string[];
    /** The agent's words: personal, null once forgotten. */
    note?: string | null;
  }
>;

export type WeightCheckStarted = Fact<
  'WeightCheckStarted',
  { waybillIds: string[]; expectedGrams: number | null; missingGrams: number | null }
>;
export type WeightCheckProgressed = Fact<'WeightCheckProgressed', { step: WeightCheckStep }>;
/** Logistics knows something new about a parcel that was or will be judged by its weight. */
export type ReadingsChanged = Fact<'ReadingsChanged', { waybillId: string }>;
export type VerdictReached = Fact<
  'VerdictReached',
  { verdict: Verdict; because: string; weights: WeightFacts; waybillIds: string[] }
>;
export type VerdictReopened = Fact<
  'VerdictReopened',
  { was: Verdict; would: Verdict; because: string; weights: WeightFacts }
>;
/** By a person, or by a further correction that brought the readings back to the verdict. */
export type VerdictUpheld = Fact<'VerdictUpheld', { upheldBy: string | null; reason: string | null }>;

export type RefundApprovalRequested = Fact<
  'RefundApprovalRequested',
  { amountFen: number; limitFen: number; quantity: number; because: RefundReason; reason?: string | null }
>;
export type RefundApproved = Fact<
  'RefundApproved',
  {
    amountFen: number;
    quantity: number;
    approvedBy: string;
    because: RefundReason;
    waybillIds: string[];
    /** The words of the person who decided: may name the customer, so personal. */
    reason?: string | null;
  }
>;
export type ReshipmentApproved = Fact<
  'ReshipmentApproved',
  {
    amountFen: number;
    quantity: number;
    approvedBy: string;
    because: RefundReason;
    waybillIds: string[];
    reason?: string | null;
  }
>;
export type CaseDeclined = Fact<'CaseDeclined', { declinedBy: string; reason: string | null }>;
export type WarehouseComplaintRecorded = Fact<
  'WarehouseComplaintRecorded',
  { complaintId: string; because: string }
>;
export type RefundPaid = Fact<'RefundPaid', { amountFen: number; paidBy: string; reference: string }>;
export type CaseResolved = Fact<
  'CaseResolved',
  { kind: 'missing-item'; outcome: 'refunded' | 'reshipped' | 'declined'; resolvedBy: string }
>;

export type CaseEvent =
  | CaseOpened
  | WeightCheckStarted
  | WeightCheckProgressed
  | ReadingsChanged
  | VerdictReached
  | VerdictReopened
  | VerdictUpheld
  | RefundApprovalRequested
  | RefundApproved
  | ReshipmentApproved
  | CaseDeclined
  | WarehouseComplaintRecorded
  | RefundPaid
  | CaseResolved;
