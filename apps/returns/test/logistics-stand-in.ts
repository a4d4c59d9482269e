import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Inquiry, Readings, WeightReading } from '@kefu/contracts';

type Station = 'origin' | 'last';

/** Speaks the part of logistics' API that weight checks use, and remembers what it was asked. */
export const startLogistics = async () => {
  const readings = new Map<string, Readings>();
  const inquiries = new Map<string, Inquiry>();
  const asked: string[] = [];
  const lookedAt: string[] = [];
  let away = false;

  const readingsOf = (waybillId: string): Readings =>
    readings.get(waybillId) ?? { waybillId, origin: null, last: null, others: [] };

  const answers: [string, RegExp, (match: string, body: Record<string, unknown>) => [number, object]][] = [
    [
      'GET',
      /^\/api\/logistics\/waybills\/([^/]+)\/readings$/,
      (waybillId) => {
        lookedAt.push(waybillId);
        return readings.has(waybillId)
          ? [200, readingsOf(waybillId)]
          : [422, problem(422, 'waybill-unknown')];
      },
    ],
    [
      'POST',
      /^\/api\/logistics\/(inquiries)$/,
      (_, { waybillId, caseId }) => {
        const known = [...inquiries.values()].find(
          (it) => it.waybillId === waybillId && it.caseId === caseId && it.state !== 'answered',
        );
        if (known) return [201, known];
        asked.push(`weigh ${String(waybillId)}`);
        const inquiry = newInquiry(String(waybillId), String(caseId), inquiries.size + 1);
        inquiries.set(inquiry.inquiryId, inquiry);
        return [201, inquiry];
      },
    ],
    ['GET', /^\/api\/logistics\/inquiries\/([^/]+)$/, (id) => [200, inquiryOf(id)]],
    [
      'POST',
      /^\/api\/logistics\/inquiries\/([^/]+)\/chases$/,
      (id, { times }) => {
        const inquiry = inquiryOf(id);
        if (inquiry.state === 'answered') return [422, problem(422, 'inquiry-answered')];
        asked.push(`chase ${String(times)}`);
        return [201, Object.assign(inquiry, { chased: times })];
      },
    ],
    [
      'POST',
      /^\/api\/logistics\/inquiries\/([^/]+)\/escalation$/,
      (id) => {
        asked.push('escalate');
        return [201, Object.assign(inquiryOf(id), { state: 'escalated' })];
      },
    ],
  ];

  const inquiryOf = (id: string): Inquiry => {
    const inquiry = inquiries.get(id);
    if (!inquiry) throw new Error(`no inquiry ${id}`);
    return inquiry;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const path = decodeURIComponent(request.url ?? '');
    for (const [method, pattern, make] of answers) {
      const [, part] = pattern.exec(path) ?? [];
      if (part === undefined || request.method !== method) continue;
      const [status, content] = away
        ? [503, problem(503, 'unavailable')]
        : make(part, body ? (JSON.parse(body) as Record<string, unknown>) : {});
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
      return;
    }
    response.writeHead(404).end();
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** The parcel of each look at readings. */
    lookedAt,
    knows: (waybillId: string) => readings.set(waybillId, readingsOf(waybillId)),
    weighs: (
      waybillId: string,
      station: Station,
      grams: number,
      kind: 'scale' | 'manual' = 'scale',
    ): WeightReading => {
      const reading = newReading(waybillId, station, grams, kind);
      readings.set(waybillId, { ...readingsOf(waybillId), [station]: reading });
      return reading;
    },
    answersInquiries: (): Inquiry[] =>
      [...inquiries.values()].map((inquiry) => Object.assign(inquiry, { state: 'answered', answeredAt: at })),
    goesAway: () => (away = true),
    comesBack: () => (away = false),
    stop: () => new Promise((closed) => server.close(closed)),
  };
};

export type LogisticsStandIn = Awaited<ReturnType<typeof startLogistics>>;

const at = '2026-10-21T02:00:00.000Z';

const problem = (status: number, code: string) => ({
  type: `https://kefu.dev/problems/${code}`,
  title: code,
  status,
  code,
});

const newReading = (
  waybillId: string,
  station: Station,
  grams: number,
  kind: 'scale' | 'manual',
): WeightReading => ({
  ...{ readingId: `${waybillId}/${station}/${grams}`, waybillId, station, kind, raw: `${grams}g`, grams, at },
  source: 'scan',
});

const newInquiry = (waybillId: string, caseId: string, count: number): Inquiry => ({
  inquiryId: `0199f0a0-0000-7000-8000-${String(count).padStart(12, '0')}`,
  ...{
    waybillId,
    carrier: 'zto',
    shopId: 'flagship',
    orderId: null,
    note: null,
    answerNote: null,
    caseId,
    question: 'weigh',
    state: 'open',
    askedBy: 'returns',
  },
  ...{ askedAt: at, answerDueAt: at, chased: 0, answeredAt: null, answeredBy: null, readings: [] },
});
