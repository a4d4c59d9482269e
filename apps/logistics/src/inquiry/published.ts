import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { InquiryEvent } from './domain/events.ts';

const about = ({ data }: InquiryEvent) => {
  const { inquiryId, waybillId, carrier, orderId, caseId, question, at } = data;
  return { inquiryId, waybillId, carrier, orderId, caseId, question, at };
};

/** What the world hears of an inquiry: never the words that were written, they may be about a customer. */
export const publishInquiry = (event: StoredEvent<InquiryEvent>): PublicEvent | undefined => {
  switch (event.type) {
    case 'InquiryOpened': {
      const { askedBy, answerDueAt } = event.data;
      return publicEventOf(event, 'logistics.inquiry-opened.v1', { ...about(event), askedBy, answerDueAt });
    }
    case 'InquiryChased': {
      const { times } = event.data;
      return publicEventOf(event, 'logistics.inquiry-chased.v1', { ...about(event), times });
    }
    case 'InquiryAnswered': {
      const { readings } = event.data;
      return publicEventOf(event, 'logistics.inquiry-answered.v1', { ...about(event), readings });
    }
    case 'InquiryEscalated':
    case 'UnusableAnswerReceived':
      return undefined;
  }
};
