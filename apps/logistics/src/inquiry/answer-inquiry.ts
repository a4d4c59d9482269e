import type { Append, EventStore, Idempotency, Metadata } from '@kefu/event-store';
import type { WaybillEvent } from '../waybill/domain/events.ts';
import type { AnswerInquiry } from './domain/commands.ts';
import { inquiry } from './domain/decide.ts';
import type { InquiryEvent } from './domain/events.ts';
import type { LogisticsEvent } from '../events.ts';

type Answer = Omit<AnswerInquiry, 'type' | 'at'> & { metadata: Metadata; idempotency?: Idempotency };

/** What the carrier said goes onto the inquiry and, as readings, onto its parcel: both or neither. */
export const answerInquiry = async (
  store: EventStore<LogisticsEvent>,
  inquiryId: string,
  { metadata, idempotency, ...answer }: Answer,
): Promise<void> => {
  await store.handle({
    stream: `inquiry-${inquiryId}`,
    decider: inquiry,
    command: { type: 'AnswerInquiry', ...answer, at: new Date().toISOString() },
    metadata,
    idempotency,
    also: (events) => events.flatMap((event) => readingsFrom(event, metadata)),
  });
};

const readingsFrom = (event: InquiryEvent, metadata: Metadata): Append<WaybillEvent>[] => {
  if (event.type !== 'InquiryAnswered' && event.type !== 'UnusableAnswerReceived') return [];
  const { waybillId, carrier, orderId, shopId, readings } = event.data;
  if (readings.length === 0) return [];
  const events = readings.map((reading) => ({
    type: 'ReadingRecorded' as const,
    data: { waybillId, carrier, orderId, shopId, reading },
  }));
  return [{ stream: `waybill-${waybillId}`, expected: 'any', events, metadata }];
};
