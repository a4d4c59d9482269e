import type { AnswerOf, Inquiry } from '@kefu/contracts';
import { StandInProblem, type Doors } from '../answer.ts';
import { inquiryId } from '../goods.ts';
import { uuidOf } from '../random.ts';
import type { World } from '../world.ts';

export const logisticsDoors = (world: World): Doors => {
  const inquiries = new Map<string, Inquiry>(
    [...world.waybills.values()].slice(0, 14).map((waybill, number) => {
      const state = number % 5 === 4 ? 'answered' : number % 3 === 1 ? 'escalated' : 'open';
      const chased = number % 3;
      const askedAt = Date.now() - (chased * 24 + 5 + number) * 3_600_000;
      return [
        inquiryId(number),
        {
          inquiryId: inquiryId(number),
          waybillId: waybill.waybillId,
          carrier: waybill.carrier,
          orderId: waybill.orderId,
          shopId: waybill.shopId,
          caseId: uuidOf(3, number),
          note: number % 4 === 3 ? '顾客说家门口没有' : null,
          answerNote: null,
          question: number % 4 === 3 ? 'locate' : 'weigh',
          state,
          askedBy: number % 2 ? 'returns' : 'lin',
          askedAt: new Date(askedAt).toISOString(),
          answerDueAt: new Date(askedAt + (chased + 1) * 24 * 3_600_000 - number * 2_000_000).toISOString(),
          chased,
          answeredAt: state === 'answered' ? new Date().toISOString() : null,
          answeredBy: state === 'answered' ? 'lin' : null,
          readings: state === 'answered' ? waybill.readings.slice(0, 1) : [],
        },
      ];
    }),
  );
  const inquiryOf = (id: string): Inquiry => {
    const found = inquiries.get(id);
    if (!found) throw new StandInProblem(422, 'inquiry-unknown');
    return found;
  };
  const change = (inquiry: Inquiry): Inquiry => {
    inquiries.set(inquiry.inquiryId, inquiry);
    return inquiry;
  };
  const readingsOf = (waybillId: string): AnswerOf<'logistics.getReadings'> => {
    const readings = world.waybills.get(waybillId)?.readings ?? [];
    const real = (station: string) =>
      readings.findLast(
        (reading) => reading.station === station && (reading.kind === 'scale' || reading.kind === 'manual'),
      ) ?? null;
    const [origin, last] = [real('origin'), real('last')];
    return {
      waybillId,
      origin,
      last,
      others: readings.filter((reading) => reading !== origin && reading !== last),
    };
  };
  return {
    'logistics.findWaybills': ({ query }) => ({
      items: [...world.waybills.values()].filter(({ orderId }) => orderId === query.orderId),
    }),
    'logistics.getReadings': ({ params }) => readingsOf(params.waybillId),
    'logistics.correctReading': ({ params: { waybillId }, body }) => {
      const waybill = world.waybills.get(waybillId);
      const grams = Math.round(Number.parseFloat(body.raw) * (body.raw.endsWith('kg') ? 1_000 : 1));
      if (!waybill) throw new StandInProblem(422, 'waybill-unknown');
      if (!(grams > 0)) throw new StandInProblem(422, 'not-a-weight');
      const { station, kind, raw, at } = body;
      const reading = {
        readingId: crypto.randomUUID(),
        waybillId,
        station,
        kind,
        raw,
        grams,
        at,
        source: 'correction' as const,
      };
      world.waybills.set(waybillId, { ...waybill, readings: [...waybill.readings, reading] });
      return readingsOf(waybillId);
    },
    'logistics.listInquiries': ({ query }) => ({
      items: [...inquiries.values()]
        .filter(({ state }) => !query.state || state === query.state)
        .sort((a, b) => a.answerDueAt.localeCompare(b.answerDueAt)),
    }),
    'logistics.chaseInquiry': ({ params }) => {
      const inquiry = inquiryOf(params.inquiryId);
      return change({ ...inquiry, chased: inquiry.chased + 1 });
    },
    'logistics.escalateInquiry': ({ params }) =>
      change({ ...inquiryOf(params.inquiryId), state: 'escalated' }),
    'logistics.answerInquiry': ({ params, body }, who) => {
      const inquiry = inquiryOf(params.inquiryId);
      if (body.weights.some(({ raw }) => !/^\d+(\.\d+)?(kg|g)?$/.test(raw)))
        throw new StandInProblem(422, 'not-a-weight');
      return change({
        ...inquiry,
        state: 'answered',
        answeredAt: new Date().toISOString(),
        answeredBy: who.id,
      });
    },
    'logistics.listClaims': () => ({
      items: [...world.cases.values()]
        .filter(({ verdict, state }) => verdict === 'lost-in-transit' && state !== 'awaiting-approval')
        .map((one, number) => ({
          claimId: uuidOf(5, number),
          waybillId: one.waybillIds[0] ?? 'zto:0000',
          carrier: one.waybillIds[0]?.split(':')[0] ?? 'zto',
          orderId: one.orderId,
          shopId: one.shopId,
          caseId: one.caseId,
          reason: 'lost-in-transit',
          amountFen: one.amountFen ?? 0,
          recordedAt: one.updatedAt,
        })),
    }),
  };
};
