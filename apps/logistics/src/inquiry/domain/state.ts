import type { WeightReading } from '@kefu/contracts';
import type { Asked, InquiryEvent } from './events.ts';

export type OpenedInquiry = {
  status: 'open' | 'escalated' | 'answered';
  asked: Asked;
  customerId: string;
  chased: number;
  readings: readonly WeightReading[];
};
export type Inquiry = { status: 'unknown' } | OpenedInquiry;

export const initial: Inquiry = { status: 'unknown' };

export const evolve = (state: Inquiry, event: InquiryEvent): Inquiry => {
  if (event.type === 'InquiryOpened') {
    const { inquiryId, question, caseId, waybillId, carrier, number, orderId, shopId, customerId } =
      event.data;
    const asked = { inquiryId, question, caseId, waybillId, carrier, number, orderId, shopId };
    return { status: 'open', asked, customerId, chased: 0, readings: [] };
  }
  if (state.status === 'unknown') return state;
  switch (event.type) {
    case 'InquiryChased':
      return { ...state, chased: event.data.times };
    case 'InquiryEscalated':
      return { ...state, status: 'escalated' };
    case 'UnusableAnswerReceived':
      return { ...state, readings: [...state.readings, ...event.data.readings] };
    case 'InquiryAnswered':
      return { ...state, status: 'answered', readings: [...state.readings, ...event.data.readings] };
  }
};
