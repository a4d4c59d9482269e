import { z } from 'zod';
import { AgentId, Carrier, Fen, Grams, Instant, OrderId, ShopId, Uuid, WaybillId } from '../fields.ts';
import { defineEvent } from '../public-event.ts';

export const ParcelState = z
  .enum([
    'registered',
    'picked-up',
    'in-transit',
    'out-for-delivery',
    'signed',
    'refused',
    'returning',
    'returned',
    'exception',
    'lost',
  ])
  .meta({ id: 'ParcelState' });
export type ParcelState = z.infer<typeof ParcelState>;

export const Station = z
  .enum(['origin', 'transit', 'last'])
  .meta({ id: 'Station', description: 'Where on its way the parcel was weighed' });
export type Station = z.infer<typeof Station>;

export const WeightReading = z
  .object({
    readingId: z.string(),
    waybillId: WaybillId,
    station: Station,
    kind: z.enum(['scale', 'manual', 'billed', 'unreadable']).meta({
      description: 'Only `scale` and `manual` are real readings; a manual one is marked wherever it is shown',
    }),
    raw: z.string().meta({ description: 'What was written, as it came' }),
    grams: Grams.nullable().meta({ description: 'Null where the text is not a weight above zero' }),
    at: Instant,
    source: z.enum(['scan', 'inquiry', 'correction']),
    evidence: z
      .string()
      .optional()
      .meta({ description: 'Reference of the screenshot or file that shows it' }),
  })
  .meta({ id: 'WeightReading' });
export type WeightReading = z.infer<typeof WeightReading>;

const parcel = { waybillId: WaybillId, carrier: Carrier, orderId: OrderId, shopId: ShopId };
const inquiry = {
  inquiryId: Uuid,
  waybillId: WaybillId,
  carrier: Carrier,
  orderId: OrderId.optional(),
  caseId: Uuid.optional(),
  question: z.enum(['weigh', 'locate', 'intercept', 'change-address', 'expedite', 'redeliver', 'pick-up']),
  at: Instant,
};

const reading: WeightReading = {
  readingId: '0199f0a0-0000-7000-8000-000000000001',
  waybillId: 'zto:77310000000018',
  station: 'last',
  kind: 'scale',
  raw: '0.90kg',
  grams: 900,
  at: '2026-10-20T22:10:00Z',
  source: 'scan',
};
const parcelExample = {
  waybillId: 'zto:77310000000018',
  carrier: 'zto',
  orderId: 'flagship:2026102100018812',
  shopId: 'flagship',
};
const inquiryExample = {
  inquiryId: '0199f0a0-0000-7000-8000-000000000002',
  waybillId: 'zto:77310000000018',
  carrier: 'zto',
  orderId: 'flagship:2026102100018812',
  caseId: '0199f0a0-0000-7000-8000-000000000003',
  question: 'weigh' as const,
  at: '2026-10-21T02:00:00Z',
};

export const parcelRegistered = defineEvent({
  type: 'logistics.parcel-registered.v1',
  description: 'A waybill is followed from now on.',
  subject: 'waybillId',
  data: z.object({ ...parcel, number: z.string(), at: Instant }),
  example: { ...parcelExample, number: '77310000000018', at: '2026-10-18T08:00:00Z' },
});

export const scanRecorded = defineEvent({
  type: 'logistics.scan-recorded.v1',
  description: "A carrier's scan of a parcel: where it was, in what state.",
  subject: 'waybillId',
  data: z.object({ ...parcel, scanId: z.string(), at: Instant, place: z.string(), state: ParcelState }),
  example: {
    ...parcelExample,
    scanId: 's-1',
    at: '2026-10-20T22:10:00Z',
    place: '杭州转运中心',
    state: 'in-transit',
  },
});

export const readingRecorded = defineEvent({
  type: 'logistics.reading-recorded.v1',
  description: 'A weight was read or reported for a parcel, by a scan or in answer to an inquiry.',
  subject: 'waybillId',
  data: z.object({ ...parcel, reading: WeightReading }),
  example: { ...parcelExample, reading },
});

export const readingCorrected = defineEvent({
  type: 'logistics.reading-corrected.v1',
  description:
    'A reading turned out to be wrong; the new one replaces every earlier reading of that station.',
  subject: 'waybillId',
  data: z.object({ ...parcel, reading: WeightReading, reason: z.string() }),
  example: {
    ...parcelExample,
    reading: { ...reading, source: 'correction', grams: 1_000, raw: '1.00kg' },
    reason: 'scale 7 was out of order',
  },
});

export const inquiryOpened = defineEvent({
  type: 'logistics.inquiry-opened.v1',
  description: 'The carrier was asked something about a parcel.',
  subject: 'inquiryId',
  data: z.object({ ...inquiry, askedBy: AgentId, answerDueAt: Instant }),
  example: { ...inquiryExample, askedBy: 'agent-lin', answerDueAt: '2026-10-22T02:00:00Z' },
});

export const inquiryChased = defineEvent({
  type: 'logistics.inquiry-chased.v1',
  description: 'The carrier was asked again because no answer came.',
  subject: 'inquiryId',
  data: z.object({ ...inquiry, times: z.int().min(1) }),
  example: { ...inquiryExample, times: 1 },
});

export const inquiryAnswered = defineEvent({
  type: 'logistics.inquiry-answered.v1',
  description: 'The carrier, or a person on its behalf, answered an inquiry.',
  subject: 'inquiryId',
  data: z.object({ ...inquiry, readings: z.array(WeightReading) }),
  example: { ...inquiryExample, readings: [{ ...reading, source: 'inquiry' }] },
});

export const carrierClaimRecorded = defineEvent({
  type: 'logistics.carrier-claim-recorded.v1',
  description: 'The carrier owes us for a loss on the way.',
  subject: 'waybillId',
  data: z.object({
    ...parcel,
    claimId: Uuid,
    caseId: Uuid,
    reason: z.enum(['lost-in-transit', 'damaged', 'lost']),
    amountFen: Fen,
    at: Instant,
  }),
  example: {
    ...parcelExample,
    claimId: '0199f0a0-0000-7000-8000-000000000004',
    caseId: inquiryExample.caseId,
    reason: 'lost-in-transit',
    amountFen: 4_600,
    at: '2026-10-21T03:00:00Z',
  },
});
