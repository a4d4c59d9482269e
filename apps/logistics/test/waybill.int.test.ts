import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { logistics } from '../src/service.ts';
import type { LogisticsEvent } from '../src/events.ts';
import { waybills } from '../src/waybill/waybills.view.ts';
import { orderWith } from './orders.ts';

let service: ServiceForTest<LogisticsEvent>;
let integrator: Client;
let agent: Client;

beforeAll(async () => {
  service = await runForTest(logistics);
  [integrator, agent] = await Promise.all([
    service.as({ id: 'erp', roles: ['integrator'] }),
    service.as({ id: 'agent-lin', roles: ['after-sales-agent'] }),
  ]);
});
afterAll(() => service?.stop());

const register = async (number: string, shopId = 'flagship') =>
  integrator.call('logistics.registerParcel', {
    body: { carrier: 'zto', number, orderId: `${shopId}:order-${number}`, shopId },
  });
const scan = (
  waybillId: string,
  scanId: string,
  at: string,
  state: 'picked-up' | 'in-transit' | 'signed',
) => ({
  waybillId,
  scanId,
  at,
  state,
  place: '杭州转运中心',
});
const problem = (status: number, code: string) => ({ problem: { status, code } });

describe('parcels of orders', () => {
  it('are followed once, however often and in whatever order the orders are told', async () => {
    const order = orderWith('0001');
    const [parcel] = order.parcels;
    await service.tell('orders.order-changed.v1', { ...order, changed: ['status'] });
    const id = await service.tell('orders.order-recorded.v1', order);
    await service.tell('orders.order-recorded.v1', order, { id });
    await service.tell('orders.order-recorded.v1', order);
    const sameKey = { subject: order.orderId }; // handled after the ones above
    await service.tell('orders.order-recorded.v1', orderWith('0001b', { parcels: order.parcels }), sameKey);
    await service.tell('orders.order-recorded.v1', orderWith('0001c'), sameKey);
    await eventually(
      async () =>
        (await agent.call('logistics.findWaybills', { query: { orderId: 'flagship:0001c' } })).items[0],
    );
    const { items } = await agent.call('logistics.findWaybills', { query: { number: parcel?.number } });
    expect(items).toMatchObject([
      { orderId: order.orderId, state: 'registered', scans: [], lastScanAt: null },
    ]);
    expect(await service.store.read(`waybill-${parcel?.waybillId}`)).toHaveLength(1);
  });

  it('are told apart from those that are not here yet', async () => {
    await expect(
      agent.call('logistics.getWaybill', { params: { waybillId: 'zto:nowhere' } }),
    ).rejects.toMatchObject({
      problem: {
        status: 422,
        code: 'waybill-unknown',
        detail: expect.stringMatching(/^The newest order event seen here is of 20/),
      },
    });
  });

  it('are shown to the customer of their order alone, without what the scales say', async () => {
    const mine = orderWith('0002');
    await service.tell('orders.order-recorded.v1', mine);
    const waybillId = await eventually(
      async () =>
        (await agent.call('logistics.findWaybills', { query: { orderId: mine.orderId } })).items[0]
          ?.waybillId,
    );
    const weight = { station: 'origin', kind: 'scale', raw: '1.00kg' } as const;
    await integrator.call('logistics.recordScans', {
      body: { scans: [{ ...scan(waybillId, 's-1', '2026-10-18T10:00:00Z', 'picked-up'), weight }] },
    });
    const asCustomer = (customerId?: string) =>
      service.as({
        id: customerId ?? 'vi_1',
        kind: 'customer',
        roles: ['customer'],
        shops: ['flagship'],
        customerId,
      });
    const find = async (customerId?: string) =>
      (
        await (
          await asCustomer(customerId)
        ).call('logistics.findWaybills', { query: { orderId: mine.orderId } })
      ).items;
    expect(await find(mine.customerId)).toMatchObject([{ waybillId, state: 'picked-up', readings: [] }]);
    expect(await find('cu_somebody_else')).toEqual([]);
    expect(await find()).toEqual([]);
    await expect(
      (await asCustomer(mine.customerId)).call('logistics.getWaybill', { params: { waybillId } }),
    ).rejects.toMatchObject(problem(403, 'role-not-allowed'));
  });
});

describe('registering a parcel', () => {
  it('is refused for an order of another shop, and for a parcel of another order', async () => {
    await register('000301');
    const body = { carrier: 'zto', number: '000301', orderId: 'flagship:another', shopId: 'flagship' };
    await expect(integrator.call('logistics.registerParcel', { body })).rejects.toMatchObject(
      problem(409, 'waybill-of-other-order'),
    );
    await expect(
      integrator.call('logistics.registerParcel', { body: { ...body, shopId: 'outlet' } }),
    ).rejects.toMatchObject(problem(400, 'invalid-input'));
    const ofOutlet = await service.as({ roles: ['integrator'], shops: ['outlet'] });
    await expect(ofOutlet.call('logistics.registerParcel', { body })).rejects.toMatchObject(
      problem(403, 'shop-not-allowed'),
    );
  });
});

describe('scans', () => {
  it('come twice, late and out of order, and say the same in the end', async () => {
    const { waybillId } = await register('000401');
    const signed = scan(waybillId, 's-3', '2026-10-21T01:00:00Z', 'signed');
    const scans = [
      signed,
      scan(waybillId, 's-1', '2026-10-18T10:00:00Z', 'picked-up'),
      signed,
      scan('zto:nowhere', 's-1', '2026-10-18T10:00:00Z', 'picked-up'),
    ];
    const record = (given: typeof scans) =>
      integrator.call('logistics.recordScans', { body: { scans: given } });
    expect(await record(scans)).toEqual({
      recorded: 2,
      repeated: 1,
      unreadable: [],
      unknown: ['zto:nowhere'],
    });
    const late = scan(waybillId, 's-2', '2026-10-19T10:00:00Z', 'in-transit');
    expect(await record([...scans, late])).toEqual({
      recorded: 1,
      repeated: 3,
      unreadable: [],
      unknown: ['zto:nowhere'],
    });
    expect(await agent.call('logistics.getWaybill', { params: { waybillId } })).toMatchObject({
      state: 'signed',
      lastScanAt: '2026-10-21T01:00:00Z',
      scans: [{ scanId: 's-1' }, { scanId: 's-2' }, { scanId: 's-3' }],
    });
  });

  it('of the same parcel from many sides at once are each recorded once', async () => {
    const { waybillId } = await register('000402');
    const scans = Array.from({ length: 8 }, (_, n) =>
      scan(waybillId, `s-${n % 4}`, '2026-10-18T10:00:00Z', 'in-transit'),
    );
    const answers = await Promise.all(
      scans.map((one) => integrator.call('logistics.recordScans', { body: { scans: [one] } })),
    );
    expect(answers.map(({ recorded }) => recorded).reduce((a, b) => a + b)).toBe(4);
    expect((await agent.call('logistics.getWaybill', { params: { waybillId } })).scans).toHaveLength(4);
  });

  it('of a thousand parcels are recorded at once, and answered as before when the list is sent again', async () => {
    const parcels = Array.from({ length: 1_000 }, (_, n) => `9${String(n).padStart(6, '0')}`);
    await service.tell(
      'orders.order-recorded.v1',
      orderWith('0005', {
        parcels: parcels.map((number) => ({
          waybillId: `yto:${number}`,
          carrier: 'yto',
          number,
          lineIds: [],
        })),
      }),
    );
    await eventually(
      async () =>
        (await agent.call('logistics.findWaybills', { query: { orderId: 'flagship:0005' } })).items[0],
    );
    const scans = parcels.map((number) => ({
      ...scan(`yto:${number}`, 's-1', '2026-10-18T10:00:00Z', 'picked-up'),
      weight: { station: 'origin', kind: 'scale', raw: '1.00kg' } as const,
    }));
    const send = () =>
      integrator.call('logistics.recordScans', { body: { scans }, idempotencyKey: 'thousand' });
    const recorded = { recorded: 1_000, repeated: 0, unreadable: [], unknown: [] };
    expect(await send()).toEqual(recorded);
    expect(await send()).toEqual(recorded);
    expect(await integrator.call('logistics.recordScans', { body: { scans } })).toEqual({
      recorded: 0,
      repeated: 1_000,
      unreadable: [],
      unknown: [],
    });
  });

  it('of parcels of other shops are answered as unknown', async () => {
    const { waybillId } = await register('000403');
    const ofOutlet = await service.as({ roles: ['integrator'], shops: ['outlet'] });
    const scans = [scan(waybillId, 's-1', '2026-10-18T10:00:00Z', 'signed')];
    expect(await ofOutlet.call('logistics.recordScans', { body: { scans } })).toEqual({
      recorded: 0,
      repeated: 0,
      unreadable: [],
      unknown: [waybillId],
    });
  });

  it('with a weight that is none are recorded, and named', async () => {
    const { waybillId } = await register('000404');
    const weights = ['1.00kg', '-1', '0g', 'abc', '1e3g', '99999kg'];
    const scans = weights.map((raw, n) => ({
      ...scan(waybillId, `s-${n}`, '2026-10-18T10:00:00Z', 'picked-up'),
      weight: { station: 'origin', kind: 'scale', raw } as const,
    }));
    const unreadable = ['s-1', 's-2', 's-3', 's-4', 's-5'];
    const send = () => integrator.call('logistics.recordScans', { body: { scans } });
    expect(await send()).toEqual({ recorded: 6, repeated: 0, unreadable, unknown: [] });
    expect(await send()).toEqual({ recorded: 0, repeated: 6, unreadable, unknown: [] });
  });

  it('are recorded by integrators alone', async () => {
    const scans = [scan('zto:nowhere', 's-1', '2026-10-18T10:00:00Z', 'signed')];
    await expect(agent.call('logistics.recordScans', { body: { scans } })).rejects.toMatchObject(
      problem(403, 'role-not-allowed'),
    );
  });
});

describe('readings', () => {
  const weighed = (waybillId: string, scanId: string, raw: string, kind: 'scale' | 'billed' = 'scale') => ({
    ...scan(waybillId, scanId, `2026-10-18T10:00:0${scanId.slice(-1)}Z`, 'in-transit'),
    weight: { station: 'origin', kind, raw } as const,
  });

  it('count only when a scale showed them; everything else is kept beside', async () => {
    const { waybillId } = await register('000601');
    const scans = ['0.0', '已称', '-1'].map((raw, n) => weighed(waybillId, `s-${n}`, raw));
    await integrator.call('logistics.recordScans', {
      body: { scans: [...scans, weighed(waybillId, 's-3', '1000g', 'billed')] },
    });
    const before = await agent.call('logistics.getReadings', { params: { waybillId } });
    expect(before).toMatchObject({ origin: null, last: null });
    expect(before.others.map(({ kind }) => kind)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'billed',
    ]);
    await integrator.call('logistics.recordScans', {
      body: { scans: [weighed(waybillId, 's-4', '1.00kg')] },
    });
    expect(await agent.call('logistics.getReadings', { params: { waybillId } })).toMatchObject({
      origin: { grams: 1_000 },
    });
  });

  it('are replaced by a correction, which says why', async () => {
    const { waybillId } = await register('000602');
    await integrator.call('logistics.recordScans', {
      body: { scans: [weighed(waybillId, 's-1', '1.10kg')] },
    });
    const correct = (raw: string) =>
      agent.call('logistics.correctReading', {
        params: { waybillId },
        body: {
          station: 'origin',
          kind: 'manual',
          raw,
          at: '2026-10-18T10:00:00Z',
          reason: 'scale 7 was out of order',
        },
      });
    expect(await correct('1.00kg')).toMatchObject({
      origin: { grams: 1_000, kind: 'manual', source: 'correction' },
      others: [{ grams: 1_100 }],
    });
    await expect(correct('-1')).rejects.toMatchObject(problem(422, 'not-a-weight'));
    const history = await service.store.read(`waybill-${waybillId}`);
    expect(history.at(-1)).toMatchObject({
      type: 'ReadingCorrected',
      metadata: { who: { kind: 'person', id: 'agent-lin' }, why: 'scale 7 was out of order' },
    });
  });

  it('are nobody’s business in other shops', async () => {
    const { waybillId } = await register('000603');
    const other = await service.as({ roles: ['supervisor'], shops: ['outlet'] });
    await expect(other.call('logistics.getReadings', { params: { waybillId } })).rejects.toMatchObject(
      problem(403, 'shop-not-allowed'),
    );
  });
});

describe('the view of parcels', () => {
  it('is the same however often it is built anew', async () => {
    const live = await service.store.hash(waybills);
    const [once, twice] = [await service.store.rebuild(waybills), await service.store.rebuild(waybills)];
    expect(once.events).toBeGreaterThan(2_000);
    expect([once.hash, twice.hash]).toEqual([live, live]);
  });
});
