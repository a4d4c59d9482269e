import type { Inquiry, WeightReading } from '@kefu/contracts';
import type { NamedParcel } from '../../waybill/domain/commands.ts';

export type Question = Inquiry['question'];

/** What is asked, of whom and for which case: said in each event, for public events are read alone. */
export type Asked = NamedParcel & { inquiryId: string; question: Question; caseId?: string };

/** `customerId` is whose data the words may hold: they are encrypted under the customer's key. */
export type InquiryOpened = {
  type: 'InquiryOpened';
  data: Asked & {
    askedBy: string;
    customerId: string;
    note?: string | null;
    at: string;
    answerDueAt: string;
  };
};
export type InquiryChased = { type: 'InquiryChased'; data: Asked & { times: number; at: string } };
type InquiryEscalated = { type: 'InquiryEscalated'; data: Asked & { at: string } };
/** The carrier replied, but to be weighed is not to have a weight: the inquiry stays open and is chased. */
type UnusableAnswerReceived = {
  type: 'UnusableAnswerReceived';
  data: Asked & { readings: WeightReading[]; at: string };
};
type InquiryAnswered = {
  type: 'InquiryAnswered';
  data: Asked & {
    readings: WeightReading[];
    answeredBy: string;
    customerId: string;
    note?: string | null;
    at: string;
  };
};

export type InquiryEvent =
  InquiryOpened | InquiryChased | InquiryEscalated | UnusableAnswerReceived | InquiryAnswered;
