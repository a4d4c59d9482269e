import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WeightReading } from '@kefu/contracts';
import { eventually } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import { lin, startReturns, wang, zhao, type Returns } from './returns-at-work.ts';
import { order } from './scarf-order.ts';

let returns: Returns;
let orders = 0;

beforeAll(async () => {
  returns = await startReturns();
});
afterAll(() => returns?.stop());

const anOrder = async () => {
  orders += 1;
  const orderId = `flagship:W${orders}`;
  const waybillId = `zto:W${orders}`;
  const parcels = order.parcels.map((parcel) => ({ ...parcel, waybillId }));
  returns.logistics.knows(waybillId);
  await returns.tell('orders.order-recorded.v1', { ...order, orderId, parcels });
  return { orderId, waybillId };
};

const openCase = (orderId: string): Promise<string> =>
  eventually(async () => {
    const asked = {
      orderId,
      lineId: '1',
      quantity: 1,
      kind: 'missing-item',
      slip: 'complete',
      parcel: 'undamaged',
    };
    const { status, body } = await returns.post(lin, 'cases', asked);
    if (status === 201) expect(body.state).toBe('weighing');
    return status === 201 ? String(body.caseId) : undefined;
  });

const factsOf = async (caseId: string): Promise<string[]> => {
  const { body } = await returns.get(lin, `cases/${caseId}`);
  return (body.timeline as { type: string }[]).map(({ type }) => type);
};

const untilState = (caseId: string, state: string) =>
  eventually(async () => {
    const { body } = await returns.get(lin, `cases/${caseId}`);
    return body.state === state ? body : undefined;
  });

const parcelOf = (reading: WeightReading, orderId: string) => ({
  ...{ waybillId: reading.waybillId, carrier: 'zto', orderId, shopId: 'flagship', reading },
});

describe('a weight check on real servers', () => {
  it('refunds what was lost on the way, and is looked at again after a correction: paid money stays', async () => {
    const { orderId, waybillId } = await anOrder();
    returns.logistics.weighs(waybillId, 'origin', 1_000);
    returns.logistics.weighs(waybillId, 'last', 900);
    const caseId = await openCase(orderId);
    expect(await untilState(caseId, 'refund-approved')).toMatchObject({
      verdict: 'lost-in-transit',
      amountFen: 4_600,
    });
    await returns.post(zhao, `refunds/${caseId}/payment`, { amountFen: 4_600, reference: 'platform:1' });

    const reading = returns.logistics.weighs(waybillId, 'last', 1_000);
    const corrected = { ...parcelOf(reading, orderId), reason: 'scale 7 was out of order' };
    const twice = { id: uuidv7() };
    await returns.tell('logistics.reading-corrected.v1', corrected, twice);
    await returns.tell('logistics.reading-corrected.v1', corrected, twice);
    const reopened = await eventually(async () => {
      const { body } = await returns.get(lin, `cases/${caseId}`);
      return body.reopened === true ? body : undefined;
    });
    expect(reopened).toMatchObject({ state: 'refund-paid', verdict: 'lost-in-transit' });
    const facts = await factsOf(caseId);
    expect(facts.filter((type) => type === 'ReadingsChanged')).toHaveLength(1);
    expect(facts.at(-1)).toBe('VerdictReopened');

    const kept = await returns.post(wang, `cases/${caseId}/decision`, {
      outcome: 'keep',
      reason: '已付款，不再追回',
    });
    expect(kept).toMatchObject({ status: 201, body: { state: 'refund-paid', reopened: false } });
    expect((await returns.get(zhao, `refunds?caseId=${caseId}`)).body.totals).toEqual({
      count: 1,
      amountFen: 4_600,
    });
  });

  it('waits for the carrier, and complains to the warehouse when it packed too little', async () => {
    const { orderId, waybillId } = await anOrder();
    returns.logistics.weighs(waybillId, 'origin', 900);
    const caseId = await openCase(orderId);
    await eventually(async () =>
      (await factsOf(caseId)).includes('WeightCheckProgressed') ? true : undefined,
    );
    expect(returns.logistics.asked).toContain(`weigh ${waybillId}`);

    const reading = returns.logistics.weighs(waybillId, 'last', 900);
    await returns.tell('logistics.reading-recorded.v1', parcelOf(reading, orderId));
    expect(await untilState(caseId, 'refund-approved')).toMatchObject({ verdict: 'short-packed' });
    expect((await returns.get(lin, `complaints?caseId=${caseId}`)).body.items).toMatchObject([
      { orderId, lineId: '1' },
    ]);
  });

  it('does not ask the carrier again for a case that was decided, whatever is heard later', async () => {
    const { orderId, waybillId } = await anOrder();
    const caseId = await openCase(orderId);
    await eventually(async () => returns.logistics.asked.includes(`weigh ${waybillId}`) || undefined);
    const origin = returns.logistics.weighs(waybillId, 'origin', 1_000);
    returns.logistics.answersInquiries(); // with one station's weight
    await returns.tell('logistics.reading-recorded.v1', parcelOf(origin, orderId));
    await untilState(caseId, 'awaiting-person');
    await returns.post(lin, `cases/${caseId}/decision`, { outcome: 'decline', reason: '无法核实' });

    const looks = () => returns.logistics.lookedAt.filter((parcel) => parcel === waybillId).length;
    const looksBefore = looks();
    const corrected = { ...parcelOf(origin, orderId), reason: 'scale 7 was out of order' };
    await returns.tell('logistics.reading-corrected.v1', corrected); // the last station still lacks one
    await eventually(async () => looks() > looksBefore || undefined);
    const last = returns.logistics.weighs(waybillId, 'last', 900);
    await returns.tell('logistics.reading-recorded.v1', parcelOf(last, orderId));
    await eventually(async () => ((await factsOf(caseId)).at(-1) === 'VerdictReopened' ? true : undefined));
    expect(returns.logistics.asked.filter((question) => question === `weigh ${waybillId}`)).toHaveLength(1);
  });

  it('leaves an unsupported claim to a person, and hears nothing of corrections before its case', async () => {
    const { orderId, waybillId } = await anOrder();
    returns.logistics.weighs(waybillId, 'origin', 1_000);
    const reading = returns.logistics.weighs(waybillId, 'last', 1_000);
    const early = { ...parcelOf(reading, orderId), reason: 'typed in wrongly' };
    await returns.tell('logistics.reading-corrected.v1', early);
    const caseId = await openCase(orderId);
    await untilState(caseId, 'awaiting-person');
    const declined = await returns.post(lin, `cases/${caseId}/decision`, {
      outcome: 'decline',
      reason: '重量与装箱一致',
    });
    expect(declined).toMatchObject({ status: 201, body: { state: 'declined' } });
  });

  it('is counted among the workflows that run, none of which has failed', async () => {
    const { orderId } = await anOrder();
    await openCase(orderId); // nobody has weighed the parcel: its workflow waits
    const metrics = await eventually(async () => {
      const text = await (await fetch(`${returns.url}/metrics`)).text();
      return /^kefu_workflows\{[^}]*status="running"[^}]*\} [1-9]/m.test(text) ? text : undefined;
    });
    expect(metrics).toMatch(/^kefu_workflows\{[^}]*status="failed"[^}]*\} 0$/m);
  });

  it('is begun once Temporal is back when a case was opened while it was away', async () => {
    const { orderId, waybillId } = await anOrder();
    returns.logistics.weighs(waybillId, 'origin', 1_000);
    returns.logistics.weighs(waybillId, 'last', 900);
    await returns.restartWithoutTemporal();
    const caseId = await openCase(orderId);
    await returns.restart();
    expect(await untilState(caseId, 'refund-approved')).toMatchObject({ verdict: 'lost-in-transit' });
  });
});
