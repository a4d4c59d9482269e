import { describe, expect, it } from '@jest/globals';
import { publicEvents, type WeightReading } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import type { LogisticsEvent } from './events.ts';
import { logistics } from './service.ts';

const parcel = {
  waybillId: 'zto:77310000000018',
  carrier: 'zto',
  orderId: 'flagship:2026102100018812',
  shopId: 'flagship',
};
const at = '2026-10-21T02:00:00Z';
const reading: WeightReading = {
  readingId: 'scan/s-1',
  waybillId: parcel.waybillId,
  station: 'last',
  kind: 'scale',
  raw: '0.90kg',
  grams: 900,
  at,
  source: 'scan',
};
const caseId = '0199f0a0-0000-7000-8000-000000000003';
const asked = {
  ...parcel,
  number: '77310000000018',
  inquiryId: '0199f0a0-0000-7000-8000-000000000002',
  question: 'weigh',
  caseId,
} as const;
const words = { note: '收件人王小姐 13800001234', customerId: 'cu_5f1d0c7a9b2e4d6f8a0b' };

const stored = (event: LogisticsEvent, stream: string): StoredEvent<LogisticsEvent> => ({
  ...event,
  id: '0199f0a0-0000-7000-8000-000000000009',
  stream,
  version: 1,
  position: '1.1.1',
  recordedAt: at,
  metadata: { who: { kind: 'person', id: 'agent-lin' }, correlationId: 'story-1' },
});
const publish = (event: LogisticsEvent) =>
  logistics.publish(stored(event, 'inquiryId' in event.data ? 'inquiry-1' : 'waybill-1'));

describe('what the world hears', () => {
  it.each<[string, LogisticsEvent]>([
    ['logistics.parcel-registered.v1', { type: 'ParcelRegistered', data: { ...parcel, number: '1', at } }],
    [
      'logistics.scan-recorded.v1',
      {
        type: 'ScanRecorded',
        data: { ...parcel, scanId: 's-1', at, place: '杭州', state: 'signed', reason: '签收' },
      },
    ],
    ['logistics.reading-recorded.v1', { type: 'ReadingRecorded', data: { ...parcel, reading } }],
    [
      'logistics.reading-corrected.v1',
      { type: 'ReadingCorrected', data: { ...parcel, reading, reason: 'scale 7' } },
    ],
    [
      'logistics.carrier-claim-recorded.v1',
      {
        type: 'CarrierClaimRecorded',
        data: { ...parcel, claimId: caseId, caseId, reason: 'damaged', amountFen: 4_600, at },
      },
    ],
    [
      'logistics.inquiry-opened.v1',
      { type: 'InquiryOpened', data: { ...asked, ...words, askedBy: 'agent-lin', at, answerDueAt: at } },
    ],
    ['logistics.inquiry-chased.v1', { type: 'InquiryChased', data: { ...asked, times: 1, at } }],
    [
      'logistics.inquiry-answered.v1',
      { type: 'InquiryAnswered', data: { ...asked, ...words, readings: [reading], answeredBy: 'zto', at } },
    ],
  ])('is %s, by its contract and without a word that somebody wrote', (type, event) => {
    const published = publish(event);
    expect(published?.type).toBe(type);
    const { data } = publicEvents[published?.type ?? 'logistics.scan-recorded.v1'];
    expect(data.parse(published?.data)).toEqual(published?.data); // nothing that the contract does not name
    expect(JSON.stringify(published)).not.toContain('13800001234');
  });

  it('is nothing of what only we look at', () => {
    expect(publish({ type: 'InquiryEscalated', data: { ...asked, at } })).toBeUndefined();
    expect(publish({ type: 'UnusableAnswerReceived', data: { ...asked, readings: [], at } })).toBeUndefined();
  });
});
