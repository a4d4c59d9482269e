import { z } from 'zod';
import { Carrier, Fen, Instant, OrderId, page, PageQuery, ShopId, Uuid, WaybillId } from '../fields.ts';
import { ParcelState, Station, WeightReading } from '../events/logistics.ts';
import { agents, staff } from '../principal.ts';
import { route } from '../route.ts';

export const Scan = z
  .object({
    scanId: z.string(),
    at: Instant,
    place: z.string(),
    state: ParcelState,
    reason: z.string().optional(),
  })
  .meta({ id: 'Scan' });
export type Scan = z.infer<typeof Scan>;

export const Waybill = z
  .object({
    waybillId: WaybillId,
    carrier: Carrier,
    number: z.string(),
    orderId: OrderId,
    shopId: ShopId,
    state: ParcelState,
    lastScanAt: Instant.nullable(),
    scans: z.array(Scan),
    readings: z.array(WeightReading),
  })
  .meta({ id: 'Waybill' });
export type Waybill = z.infer<typeof Waybill>;

/** A weight as a carrier or a person writes it: kilograms or grams with a unit, or whatever stands there. */
const WrittenWeight = z.object({
  station: Station,
  kind: z.enum(['scale', 'manual', 'billed']),
  raw: z.string().max(60).meta({
    description:
      'As written: `0.90kg`, `900g`, `0.90` (kilograms). Text that is no weight is kept and counts as no reading.',
    example: '0.90kg',
  }),
  at: Instant,
  evidence: z.string().max(300).optional(),
});

const NewScan = z.object({
  scanId: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: "The carrier's id of the scan; the same id again changes nothing" }),
  at: Instant,
  place: z.string().max(120),
  state: ParcelState,
  reason: z.string().max(200).optional(),
  weight: WrittenWeight.omit({ at: true }).optional(),
});

export const Inquiry = z
  .object({
    inquiryId: Uuid,
    waybillId: WaybillId,
    carrier: Carrier,
    shopId: ShopId,
    orderId: OrderId.nullable(),
    caseId: Uuid.nullable(),
    question: z.enum(['weigh', 'locate', 'intercept', 'change-address', 'expedite', 'redeliver', 'pick-up']),
    state: z.enum(['open', 'escalated', 'answered']),
    askedBy: z.string(),
    askedAt: Instant,
    answerDueAt: Instant,
    note: z.string().nullable().meta({ description: 'What was said to the carrier beside the question' }),
    chased: z.int(),
    answeredAt: Instant.nullable(),
    answeredBy: z.string().nullable(),
    answerNote: z.string().nullable().meta({ description: 'What was said beside the weights' }),
    readings: z.array(WeightReading).meta({
      description: 'What the carrier reported; an answer without a weight leaves a `weigh` inquiry open',
    }),
  })
  .meta({ id: 'Inquiry' });
export type Inquiry = z.infer<typeof Inquiry>;

export const CarrierClaim = z
  .object({
    claimId: Uuid,
    waybillId: WaybillId,
    carrier: Carrier,
    orderId: OrderId,
    shopId: ShopId,
    caseId: Uuid,
    reason: z.string(),
    amountFen: Fen,
    recordedAt: Instant,
  })
  .meta({ id: 'CarrierClaim' });
export type CarrierClaim = z.infer<typeof CarrierClaim>;

export const Readings = z
  .object({
    waybillId: WaybillId,
    origin: WeightReading.nullable().meta({ description: 'The real reading at origin that counts now' }),
    last: WeightReading.nullable().meta({
      description: 'The real reading at the last station that counts now',
    }),
    others: z.array(WeightReading).meta({ description: 'Billed, unreadable, transit and replaced readings' }),
  })
  .meta({ id: 'Readings' });
export type Readings = z.infer<typeof Readings>;

const byWaybill = z.object({ waybillId: WaybillId });
const byInquiry = z.object({ inquiryId: Uuid });

export const logisticsRoutes = {
  'logistics.registerParcel': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/waybills',
    summary: 'Follow a waybill',
    roles: ['integrator', 'order-desk-agent', 'warehouse', 'manager', 'administrator'],
    body: z
      .object({ carrier: Carrier, number: z.string().min(4).max(60), orderId: OrderId, shopId: ShopId })
      .refine(({ orderId, shopId }) => orderId.startsWith(`${shopId}:`), {
        path: ['orderId'],
        message: 'not an order of this shop',
      }),
    answer: Waybill,
    refusals: ['waybill-of-other-order'],
  }),
  'logistics.findWaybills': route({
    service: 'logistics',
    method: 'GET',
    path: '/api/logistics/waybills',
    summary: "An order's parcels, or waybills by number",
    roles: [...staff, 'customer', 'integrator'],
    description: 'Customers find the parcels of their own orders alone, and no weights.',
    query: z
      .object({ orderId: OrderId.optional(), number: z.string().max(60).optional() })
      .refine(({ orderId, number }) => orderId !== undefined || number !== undefined, {
        message: 'an orderId or a number is needed',
      }),
    answer: z.object({ items: z.array(Waybill) }),
  }),
  'logistics.getWaybill': route({
    service: 'logistics',
    method: 'GET',
    path: '/api/logistics/waybills/:waybillId',
    summary: 'A parcel with its scans and weights',
    roles: [...staff, 'integrator', 'service'],
    params: byWaybill,
    answer: Waybill,
    refusals: ['waybill-unknown'],
  }),
  'logistics.recordScans': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/scans',
    summary: "Carriers' scans, up to 1,000 at once",
    description:
      'Scans may come twice, late and out of order. Unknown waybills and weights that are none are answered one by one and do not stop the others.',
    roles: ['integrator', 'administrator'],
    body: z.object({
      scans: z
        .array(NewScan.extend({ waybillId: WaybillId }))
        .min(1)
        .max(1_000),
    }),
    answer: z.object({
      recorded: z.int(),
      repeated: z.int(),
      unreadable: z.array(z.string()).meta({
        description:
          'Ids of scans whose weight is none (`-1`, `abc`, `99999kg`): the scan and its text are kept, and no reading counts',
      }),
      unknown: z.array(WaybillId),
    }),
  }),
  'logistics.getReadings': route({
    service: 'logistics',
    method: 'GET',
    path: '/api/logistics/waybills/:waybillId/readings',
    summary: 'The weights that count, and the others',
    roles: [...staff, 'service'],
    params: byWaybill,
    answer: Readings,
    refusals: ['waybill-unknown'],
  }),
  'logistics.correctReading': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/waybills/:waybillId/corrections',
    summary: 'Correct the reading of a station; every decision that used it is looked at again by a person',
    roles: [...agents, 'integrator', 'warehouse'],
    params: byWaybill,
    body: WrittenWeight.extend({ reason: z.string().min(2).max(300) }),
    answer: Readings,
    refusals: ['waybill-unknown', 'not-a-weight'],
  }),
  'logistics.openInquiry': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/inquiries',
    summary:
      'Ask the carrier; an open inquiry with the same question about the same parcel and case is answered again instead',
    roles: [...agents, 'service'],
    body: z.object({
      waybillId: WaybillId,
      question: Inquiry.shape.question,
      caseId: Uuid.optional(),
      note: z.string().max(500).optional(),
    }),
    answer: Inquiry,
    refusals: ['waybill-unknown'],
  }),
  'logistics.listInquiries': route({
    service: 'logistics',
    method: 'GET',
    path: '/api/logistics/inquiries',
    summary: 'Carrier inquiries, what is due first at the top',
    roles: staff,
    query: z.object({
      state: Inquiry.shape.state.optional(),
      caseId: Uuid.optional(),
      carrier: Carrier.optional(),
      ...PageQuery,
    }),
    answer: page(Inquiry),
  }),
  'logistics.getInquiry': route({
    service: 'logistics',
    method: 'GET',
    path: '/api/logistics/inquiries/:inquiryId',
    summary: 'One inquiry',
    roles: [...staff, 'service'],
    params: byInquiry,
    answer: Inquiry,
    refusals: ['inquiry-unknown'],
  }),
  'logistics.chaseInquiry': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/inquiries/:inquiryId/chases',
    summary: 'Ask the carrier again',
    roles: [...agents, 'service'],
    params: byInquiry,
    body: z.object({
      times: z
        .int()
        .min(1)
        .optional()
        .meta({ description: 'The how-manieth chase this is: the same number again changes nothing' }),
    }),
    answer: Inquiry,
    refusals: ['inquiry-unknown', 'inquiry-answered'],
  }),
  'logistics.escalateInquiry': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/inquiries/:inquiryId/escalation',
    summary: 'Put an unanswered inquiry before the supervisor',
    roles: [...agents, 'service'],
    params: byInquiry,
    answer: Inquiry,
    refusals: ['inquiry-unknown', 'inquiry-answered'],
  }),
  'logistics.answerInquiry': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/inquiries/:inquiryId/answers',
    summary: 'Type in what the carrier said; weights count as manual and name their evidence',
    roles: [...agents, 'integrator'],
    params: byInquiry,
    body: z.object({ weights: z.array(WrittenWeight).min(1).max(10), note: z.string().max(500).optional() }),
    answer: Inquiry,
    refusals: ['inquiry-unknown', 'inquiry-answered', 'not-a-weight'],
  }),
  'logistics.carrierAnswers': route({
    service: 'logistics',
    method: 'POST',
    path: '/api/logistics/carriers/:carrier/answers',
    summary: "A carrier's own answer to an inquiry (webhook)",
    description:
      'Header `kefu-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">` with the secret agreed with the carrier; older than 5 minutes is refused.',
    roles: 'anyone',
    params: z.object({ carrier: Carrier }),
    body: z.object({ inquiryId: Uuid, weights: z.array(WrittenWeight).max(10) }),
    status: 202,
    answer: z.object({ accepted: z.boolean() }),
    refusals: ['signature-invalid', 'inquiry-unknown'],
  }),
  'logistics.listClaims': route({
    service: 'logistics',
    method: 'GET',
    path: '/api/logistics/claims',
    summary: 'What carriers owe us',
    roles: staff,
    query: z.object({ caseId: Uuid.optional(), ...PageQuery }),
    answer: page(CarrierClaim),
  }),
};
