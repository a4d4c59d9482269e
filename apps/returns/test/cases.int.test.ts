import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import { cases } from '../src/case/cases.view.ts';
import { refunds } from '../src/settlement/refunds.view.ts';
import { complaints } from '../src/warehouse-complaint/complaints.view.ts';
import { lin, person, startReturns, wang, zhao, type Returns } from './returns-at-work.ts';
import { order } from './scarf-order.ts';

let returns: Returns;
let orders = 0;

beforeAll(async () => {
  returns = await startReturns();
});
afterAll(() => returns?.stop());

/** An order of its own for each rule. */
const anOrder = async (more: Partial<typeof order> = {}) => {
  orders += 1;
  const orderId = `flagship:T${orders}`;
  const parcels = order.parcels.map((parcel) => ({ ...parcel, waybillId: `zto:T${orders}` }));
  const known = { ...order, orderId, orderNumber: `T${orders}`, parcels, ...more };
  await returns.tell('orders.order-recorded.v1', known);
  const asked = {
    orderId,
    lineId: '1',
    quantity: 1,
    kind: 'missing-item',
    slip: 'short',
    parcel: 'undamaged',
  };
  await eventually(async () => {
    const { body } = await returns.post(lin, 'cases', { ...asked, quantity: 9_999 });
    return body.code === 'quantity-above-line' ? true : undefined;
  });
  return asked;
};
const caseOf = (body: Record<string, unknown>) => String(body.caseId);

describe('opening a case', () => {
  it('settles a short slip at once and shows it everywhere', async () => {
    const asked = await anOrder();
    const { status, body } = await returns.post(lin, 'cases', { ...asked, note: '少一条围巾' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'refund-approved', amountFen: 4_600, agentId: 'agent-lin' });

    const seen = await returns.get(lin, `cases/${caseOf(body)}`);
    const timeline = seen.body.timeline as { type: string; data: Record<string, unknown> }[];
    expect(timeline.map(({ type }) => type)).toEqual(['CaseOpened', 'RefundApproved', 'CaseResolved']);
    expect(timeline[0]?.data.note).toBe('少一条围巾');
    expect((await returns.get(zhao, `refunds?caseId=${caseOf(body)}`)).body).toMatchObject({
      items: [{ amountFen: 4_600, state: 'to-pay', reason: 'slip-short' }],
      totals: { count: 1, amountFen: 4_600 },
    });
  });

  it("shows the agent's note to agents only", async () => {
    const { body } = await returns.post(lin, 'cases', { ...(await anOrder()), note: '少一条围巾' });
    const seen = await returns.get(zhao, `cases/${caseOf(body)}`);
    expect(JSON.stringify(seen.body)).not.toContain('少一条围巾');
  });

  it('is answered the same again when it is sent again with its key', async () => {
    const asked = await anOrder();
    const key = { 'idempotency-key': uuidv7() };
    const first = await returns.post(lin, 'cases', asked, key);
    expect(await returns.post(lin, 'cases', asked, key)).toEqual(first);
    expect(await returns.post(lin, 'cases', { ...asked, quantity: 2 }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('names the newest order event seen for an order that is not here yet, and succeeds later', async () => {
    await anOrder();
    const orderId = `flagship:T${orders + 1}`;
    const asked = {
      orderId,
      lineId: '1',
      quantity: 1,
      kind: 'missing-item',
      slip: 'short',
      parcel: 'undamaged',
    };
    const early = await returns.post(lin, 'cases', asked);
    expect(early).toMatchObject({ status: 422, body: { code: 'order-unknown' } });
    expect(early.body.detail).toMatch(/newest order event seen here is [0-9a-f-]{36} of 20/);
    await anOrder();
    expect(await returns.post(lin, 'cases', asked)).toMatchObject({ status: 201 });
  });

  it('goes by the newest order event, whatever order they come in', async () => {
    const asked = await anOrder();
    const [scarves] = order.lines;
    const cheaper = {
      ...order,
      orderId: asked.orderId,
      lines: scarves ? [{ ...scarves, unitPriceFen: 100 }] : [],
    };
    const late = { time: '2020-01-01T00:00:00.000Z' };
    await returns.tell('orders.order-changed.v1', { ...cheaper, changed: ['lines'] }, late);
    const newer = { ...order, orderId: asked.orderId, status: 'completed' as const };
    await returns.tell('orders.order-changed.v1', { ...newer, changed: ['status'] });
    await anOrder();
    expect((await returns.post(lin, 'cases', asked)).body).toMatchObject({ amountFen: 4_600 });
  });

  it('never refunds one piece twice, however many ask at once', async () => {
    const asked = { ...(await anOrder()), quantity: 2 };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        returns.post({ ...lin, limits: { refundFen: 100_000 } }, 'cases', asked),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(['line-refunded-already', 'case-open-already']).toContain(body.code);
    expect(await returns.post(lin, 'cases', { ...asked, quantity: 1 })).toMatchObject({ status: 201 });
    expect(await returns.post(lin, 'cases', { ...asked, quantity: 1 })).toMatchObject({
      status: 409,
      body: { code: 'line-refunded-already' },
    });
  });
});

describe('who may', () => {
  it('is asked at every door', async () => {
    const asked = await anOrder();
    expect(await returns.post(undefined, 'cases', asked)).toMatchObject({ status: 401 });
    expect(await returns.post(zhao, 'cases', asked)).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
    const elsewhere = person('agent-he', ['after-sales-agent'], 5_000, ['outlet']);
    expect(await returns.post(elsewhere, 'cases', asked)).toMatchObject({
      status: 403,
      body: { code: 'shop-not-allowed' },
    });

    const { body } = await returns.post(lin, 'cases', asked);
    expect(await returns.get(elsewhere, `cases/${caseOf(body)}`)).toMatchObject({ status: 403 });
    expect((await returns.get(elsewhere, 'cases')).body.items).toEqual([]);
    expect((await returns.get({ ...zhao, shops: ['outlet'] }, 'refunds')).body).toMatchObject({
      items: [],
      totals: { count: 0, amountFen: 0 },
    });
    expect(
      await returns.post(lin, `refunds/${caseOf(body)}/payment`, { amountFen: 1, reference: 'x' }),
    ).toMatchObject({
      status: 403,
    });
  });
});

describe('a refund above the authority', () => {
  it('waits for an approver, is approved once and paid once, to the fen', async () => {
    const { body } = await returns.post(lin, 'cases', { ...(await anOrder()), quantity: 2 });
    expect(body).toMatchObject({ state: 'awaiting-approval', amountFen: 9_200 });
    const approvals = await returns.get(wang, 'approvals?limit=500');
    expect(approvals.body.items?.map((item) => item.caseId)).toContain(caseOf(body));

    const approval = { approve: true, reason: '称重清楚' };
    const path = `cases/${caseOf(body)}/approval`;
    const lead = person('lead-he', ['team-lead'], 9_199);
    expect(await returns.post(lead, path, approval)).toMatchObject({
      status: 422,
      body: { code: 'above-authority' },
    });
    const others = [wang, person('supervisor-zhou', ['supervisor'], 100_000)];
    const answers = await Promise.all(others.map((who) => returns.post(who, path, approval)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);

    const payment = `refunds/${caseOf(body)}/payment`;
    expect(await returns.post(zhao, payment, { amountFen: 9_100, reference: 'p-1' })).toMatchObject({
      status: 422,
      body: { code: 'amount-mismatch' },
    });
    const pays = [1, 2, 3].map((n) => returns.post(zhao, payment, { amountFen: 9_200, reference: `p-${n}` }));
    const paid = await Promise.all(pays);
    expect(paid.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    expect(paid.find(({ status }) => status === 201)?.body).toMatchObject({
      state: 'paid',
      paidBy: 'finance-zhao',
    });
    expect(await returns.get(zhao, `refunds?state=to-pay&caseId=${caseOf(body)}`)).toMatchObject({
      body: { items: [] },
    });
  });
});

describe('lists', () => {
  it('page through cases, the newest first', async () => {
    const asked = await anOrder();
    await returns.post(lin, 'cases', asked);
    await returns.post(lin, 'cases', asked);
    const first = await returns.get(lin, `cases?orderId=${asked.orderId}&limit=1`);
    const second = await returns.get(
      lin,
      `cases?orderId=${asked.orderId}&limit=1&after=${String(first.body.next)}`,
    );
    expect(first.body.items).toHaveLength(1);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.next).toBeUndefined();
    expect(String(first.body.items?.[0]?.caseId) > String(second.body.items?.[0]?.caseId)).toBe(true);
    expect(await returns.get(lin, 'cases?after=nonsense')).toMatchObject({ status: 200 });
  });

  it('know no case that there is not', async () => {
    expect(await returns.get(lin, `cases/${uuidv7()}`)).toMatchObject({
      status: 422,
      body: { code: 'case-unknown' },
    });
  });
});

describe('the views', () => {
  it.each([cases, refunds, complaints])(
    'are the same when they are built anew, twice: $name',
    async (view) => {
      const live = await returns.store.hash(view);
      expect((await returns.store.rebuild(view)).hash).toBe(live);
      expect((await returns.store.rebuild(view)).hash).toBe(live);
      expect(await returns.get(lin, 'cases')).toMatchObject({ status: 200 });
    },
  );
});
