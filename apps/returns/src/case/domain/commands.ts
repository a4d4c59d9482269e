import type { OrderFacts, WeightCheckStep, Wish } from '@kefu/contracts';
import type { Tolerances } from '../../weight-check/domain/verdict.ts';
import type { ParcelWeighing } from '../../weight-check/domain/weighing.ts';
import type { ParcelCondition, Slip } from './events.ts';
import type { LineClaims } from './line.ts';

export type OpenCase = {
  type: 'OpenCase';
  caseId: string;
  order: OrderFacts;
  lineId: string;
  /** What cases took of this line so far. */
  claims: LineClaims;
  quantity: number;
  slip: Slip;
  parcel: ParcelCondition;
  wish: Wish;
  agentId: string;
  authorityFen: number;
  conversationId?: string;
  note?: string;
  at: string;
};

export type RecordProgress = { type: 'RecordProgress'; step: WeightCheckStep; at: string };
export type NoteReadingsChanged = { type: 'NoteReadingsChanged'; waybillId: string; at: string };
export type JudgeWeights = {
  type: 'JudgeWeights';
  weighings: ParcelWeighing[];
  tolerances: Tolerances;
  /** Of the complaint to the warehouse, should there be one. */
  complaintId: string;
  at: string;
};

/** A person, and what that person may refund without asking anybody. */
export type Authority = { personId: string; limitFen: number };

export type DecideCase = {
  type: 'DecideCase';
  outcome: 'refund' | 'reshipment' | 'decline' | 'keep';
  reason: string;
  by: Authority;
  claims: LineClaims;
  at: string;
};
export type ApproveRefund = {
  type: 'ApproveRefund';
  approve: boolean;
  reason: string;
  by: Authority;
  at: string;
};
export type PayRefund = {
  type: 'PayRefund';
  amountFen: number;
  reference: string;
  paidBy: string;
  at: string;
};

export type CaseCommand =
  OpenCase | RecordProgress | NoteReadingsChanged | JudgeWeights | DecideCase | ApproveRefund | PayRefund;
