import type { WrittenWeight } from '../../waybill/domain/weight.ts';
import type { Asked } from './events.ts';

export type OpenInquiry = {
  type: 'OpenInquiry';
  asked: Asked;
  askedBy: string;
  customerId: string;
  note?: string;
  at: string;
};

/** `times` is the how-manieth chase this is; without it, one more. */
export type ChaseInquiry = { type: 'ChaseInquiry'; times?: number; at: string };

export type EscalateInquiry = { type: 'EscalateInquiry'; at: string };

export type AnswerInquiry = {
  type: 'AnswerInquiry';
  by: 'carrier' | 'person';
  answeredBy: string;
  weights: readonly WrittenWeight[];
  note?: string;
  at: string;
};

export type InquiryCommand = OpenInquiry | ChaseInquiry | EscalateInquiry | AnswerInquiry;
