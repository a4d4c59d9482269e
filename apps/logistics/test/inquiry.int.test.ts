import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import type { InputOf } from '@kefu/contracts';
import { eventually, freePort, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import type { LogisticsEvent } from '../src/events.ts';
import { inquiries } from '../src/inquiry/inquiries.view.ts';
import { signatureOf } from '../src/inquiry/signature.ts';
import { logistics } from '../src/service.ts';
import { standInCarrier } from './stand-in-carrier.ts';

const secret = 'agreed with every carrier of the tests';
let service: ServiceForTest<LogisticsEvent>;
let carrier: ReturnType<typeof standInCarrier>;
let dataDir: string;
let agent: Client;
let clerk: Client;
let supervisor: Client;

beforeAll(async () => {
  const port = await freePort();
  dataDir = await mkdtemp(join(tmpdir(), 'kefu-carrier-'));
  service = await runForTest(logistics, {
    KEFU_CARRIER_URL: `http://127.0.0.1:${port}`,
    KEFU_CARRIER_SECRET: secret,
  });
  carrier = standInCarrier({ port, secret, logisticsUrl: service.url, dataDir });
  [agent, clerk, supervisor] = await Promise.all([
    service.as({ roles: ['after-sales-agent'] }),
    service.as({ id: 'desk-zhou', roles: ['order-desk-agent'] }),
    service.as({ id: 'agent-lin', roles: ['supervisor'] }),
  ]);
});
afterAll(async () => {
  await carrier?.stop();
  await service?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const parcel = async (number: string, shopId = 'flagship') => {
  const body = { carrier: 'zto', number, orderId: `${shopId}:order-${number}`, shopId };
  return clerk.call('logistics.registerParcel', { body });
};
const ask = (
  waybillId: string,
  more: Partial<InputOf<'logistics.openInquiry'>['body']> = {},
  as = supervisor,
) => as.call('logistics.openInquiry', { body: { waybillId, question: 'weigh', ...more } });
const answered = (inquiryId: string) =>
  eventually(async () => {
    const inquiry = await agent.call('logistics.getInquiry', { params: { inquiryId } });
    return inquiry.state === 'answered' ? inquiry : undefined;
  });
const problem = (status: number, code: string) => ({ problem: { status, code } });
const at = '2026-10-21T02:00:00Z';

const tell = async (
  inquiryId: string,
  raw: string,
  { of = 'zto', signedWith = secret, signedAt = new Date() } = {},
): Promise<{ status: number; code?: string }> => {
  const body = JSON.stringify({ inquiryId, weights: [{ station: 'last', kind: 'scale', raw, at }] });
  const response = await fetch(`${service.url}/api/logistics/carriers/${of}/answers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'kefu-signature': signatureOf(signedWith, body, signedAt),
    },
    body,
  });
  const { code } = (await response.json()) as { code?: string }; // of a problem, where it is one
  return { status: response.status, code };
};

describe('an inquiry to the carrier', () => {
  it('waits while the carrier is away, and brings its weights onto the parcel', async () => {
    const { waybillId } = await parcel('770001');
    const inquiry = await ask(waybillId, { caseId: uuidv7(), note: '请复称' });
    expect(inquiry).toMatchObject({ state: 'open', chased: 0, askedBy: 'agent-lin', note: '请复称' });
    await carrier.start();
    await carrier.enter({
      carrier: 'zto',
      number: '770001',
      origin: 1_000,
      last: '0.90kg',
      answers: 'at-once',
    });
    expect(await answered(inquiry.inquiryId)).toMatchObject({
      answeredBy: 'zto',
      readings: [{ grams: 1_000 }, { grams: 900 }],
    });
    expect(await agent.call('logistics.getReadings', { params: { waybillId } })).toMatchObject({
      origin: { grams: 1_000, source: 'inquiry', kind: 'scale' },
      last: { grams: 900, source: 'inquiry', kind: 'scale' },
    });
  });

  it('survives that the carrier is killed before it answers', async () => {
    const { waybillId } = await parcel('770002');
    await carrier.enter({
      carrier: 'zto',
      number: '770002',
      origin: 1_000,
      last: 1_000,
      answers: 'after-ms',
      delayMs: 300,
    });
    const { inquiryId } = await ask(waybillId);
    await eventually(async () => (await carrier.inquiries()).find((it) => it.inquiryId === inquiryId));
    await carrier.stop('SIGKILL');
    await carrier.start();
    expect(await answered(inquiryId)).toMatchObject({ readings: [{ grams: 1_000 }, { grams: 1_000 }] });
  });

  it('goes out after a restart of ours too', async () => {
    await carrier.enter({ carrier: 'zto', number: '770006', origin: 1_000, last: 950, answers: 'at-once' });
    await carrier.stop();
    const { inquiryId } = await ask((await parcel('770006')).waybillId);
    await service.restart();
    await carrier.start();
    expect(await answered(inquiryId)).toMatchObject({ readings: [{ grams: 1_000 }, { grams: 950 }] });
  });

  it('is one for a parcel, question and case, whoever asks how often', async () => {
    const { waybillId } = await parcel('770003');
    const caseId = uuidv7();
    const asked = await Promise.all(
      [1, 2, 3, 4].map((n) => ask(waybillId, { caseId }, n % 2 ? agent : supervisor)),
    );
    expect(new Set(asked.map(({ inquiryId }) => inquiryId)).size).toBe(1);
    const others = await Promise.all([ask(waybillId), ask(waybillId, { caseId, question: 'locate' })]);
    expect(new Set([...asked, ...others].map(({ inquiryId }) => inquiryId)).size).toBe(3);
  });

  it('may be asked anew once it was answered, but not by the same request', async () => {
    const { waybillId } = await parcel('770004');
    const body = { waybillId, question: 'weigh' } as const;
    const openOnce = () => supervisor.call('logistics.openInquiry', { body, idempotencyKey: 'check-770004' });
    const { inquiryId } = await openOnce();
    await tell(inquiryId, '0.90kg');
    expect(await openOnce()).toMatchObject({ inquiryId, state: 'answered' });
    expect((await ask(waybillId)).inquiryId).not.toBe(inquiryId);
  });

  it('is refused about a parcel that is not here or of another shop', async () => {
    await expect(ask('zto:nowhere')).rejects.toMatchObject(problem(422, 'waybill-unknown'));
    const { waybillId } = await parcel('770005', 'outlet');
    const ofFlagship = await service.as({ roles: ['after-sales-agent'], shops: ['flagship'] });
    await expect(ask(waybillId, {}, ofFlagship)).rejects.toMatchObject(problem(403, 'shop-not-allowed'));
    const { inquiryId } = await ask(waybillId);
    await expect(ofFlagship.call('logistics.getInquiry', { params: { inquiryId } })).rejects.toMatchObject(
      problem(403, 'shop-not-allowed'),
    );
    const { items } = await ofFlagship.call('logistics.listInquiries', { query: { limit: 500 } });
    expect(items.map((it) => it.inquiryId)).not.toContain(inquiryId);
  });
});

describe('an unanswered inquiry', () => {
  it('is chased by number and put before the supervisor once, and the carrier hears of it', async () => {
    const { waybillId } = await parcel('770101');
    const { inquiryId } = await ask(waybillId);
    const params = { inquiryId };
    const chase = (times: number) => supervisor.call('logistics.chaseInquiry', { params, body: { times } });
    expect(await chase(1)).toMatchObject({ chased: 1 });
    expect(await chase(1)).toMatchObject({ chased: 1 });
    expect(await chase(2)).toMatchObject({ chased: 2 });
    const escalate = () => supervisor.call('logistics.escalateInquiry', { params });
    expect(await escalate()).toMatchObject({ state: 'escalated' });
    expect(await escalate()).toMatchObject({ state: 'escalated' });
    expect((await service.store.read(`inquiry-${inquiryId}`)).map(({ type }) => type)).toEqual([
      'InquiryOpened',
      'InquiryChased',
      'InquiryChased',
      'InquiryEscalated',
    ]);
    await eventually(async () =>
      (await carrier.inquiries()).find((it) => it.inquiryId === inquiryId && it.chase === 2),
    );
  });

  it('is answered by a person who names the evidence, and marked as typed in by hand', async () => {
    const { waybillId } = await parcel('770102');
    const { inquiryId } = await ask(waybillId);
    const params = { inquiryId };
    const answer = (raw: string) =>
      clerk.call('logistics.answerInquiry', {
        params,
        body: { weights: [{ station: 'last', kind: 'scale', raw, at, evidence: 'screenshot-17.png' }] },
      });
    await expect(answer('-1')).rejects.toMatchObject(problem(422, 'not-a-weight'));
    expect(await answer('900克')).toMatchObject({ state: 'answered', answeredBy: 'desk-zhou' });
    expect(await agent.call('logistics.getReadings', { params: { waybillId } })).toMatchObject({
      last: { grams: 900, kind: 'manual', evidence: 'screenshot-17.png' },
    });
    await expect(answer('800克')).rejects.toMatchObject(problem(409, 'inquiry-answered'));
    await expect(supervisor.call('logistics.chaseInquiry', { params, body: {} })).rejects.toMatchObject(
      problem(409, 'inquiry-answered'),
    );
  });

  it('comes first in the list, page by page in the order in which answers are due', async () => {
    const all = await agent.call('logistics.listInquiries', { query: { limit: 500 } });
    const rank = all.items.map(({ state, answerDueAt }) => `${state === 'answered'} ${answerDueAt}`);
    expect(rank).toEqual(rank.toSorted());
    const pages = [];
    for (let after: string | undefined; ;) {
      const page = await agent.call('logistics.listInquiries', { query: { limit: 2, after } });
      pages.push(...page.items);
      if (!page.next) break;
      after = page.next;
    }
    expect(pages.map(({ inquiryId }) => inquiryId)).toEqual(all.items.map(({ inquiryId }) => inquiryId));
  });
});

describe("the carriers' door", () => {
  it('believes a signature over the very bytes, five minutes long', async () => {
    const { inquiryId } = await ask((await parcel('770201')).waybillId);
    const refused = { status: 403, code: 'signature-invalid' };
    expect(await tell(inquiryId, '0.90kg', { signedWith: 'a secret that nobody agreed upon' })).toEqual(
      refused,
    );
    expect(await tell(inquiryId, '0.90kg', { signedAt: new Date(Date.now() - 6 * 60_000) })).toEqual(refused);
    expect(await tell(inquiryId, '0.90kg')).toEqual({ status: 202 });
  });

  it('takes answers of the carrier that was asked alone', async () => {
    const { inquiryId } = await ask((await parcel('770202')).waybillId);
    const unknown = { status: 422, code: 'inquiry-unknown' };
    expect(await tell(inquiryId, '0.90kg', { of: 'yto' })).toEqual(unknown);
    expect(await tell(uuidv7(), '0.90kg')).toEqual(unknown);
  });

  it('takes an answer once, however often and at once it comes', async () => {
    const { waybillId } = await parcel('770203');
    const { inquiryId } = await ask(waybillId);
    const replies = await Promise.all(
      ['0.90kg', '0.90kg', '0.90kg', '0.90kg'].map((raw) => tell(inquiryId, raw)),
    );
    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(await tell(inquiryId, '0.80kg')).toEqual({ status: 202 });
    const { readings } = await agent.call('logistics.getWaybill', { params: { waybillId } });
    expect(readings).toMatchObject([{ grams: 900 }]);
  });

  it('keeps an answer without a weight, and the inquiry open', async () => {
    const { waybillId } = await parcel('770204');
    const { inquiryId } = await ask(waybillId);
    for (const raw of ['已称', '已称', '-1']) expect(await tell(inquiryId, raw)).toEqual({ status: 202 });
    const params = { inquiryId };
    expect(await agent.call('logistics.getInquiry', { params })).toMatchObject({
      state: 'open',
      readings: [
        { raw: '已称', grams: null },
        { raw: '-1', grams: null },
      ],
    });
    expect(await agent.call('logistics.getReadings', { params: { waybillId } })).toMatchObject({
      last: null,
    });
    await tell(inquiryId, '0.90kg');
    expect(await agent.call('logistics.getReadings', { params: { waybillId } })).toMatchObject({
      last: { grams: 900 },
    });
  });
});

describe('the view of inquiries', () => {
  it('is the same however often it is built anew', async () => {
    const live = await service.store.hash(inquiries);
    const hashes = [
      (await service.store.rebuild(inquiries)).hash,
      (await service.store.rebuild(inquiries)).hash,
    ];
    expect(hashes).toEqual([live, live]);
  });
});
