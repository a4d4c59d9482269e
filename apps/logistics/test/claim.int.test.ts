import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import type { PublicEventData } from '@kefu/contracts';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';
import type { LogisticsEvent } from '../src/events.ts';
import { logistics } from '../src/service.ts';
import { orderWith } from './orders.ts';

let service: ServiceForTest<LogisticsEvent>;
let supervisor: Client;

beforeAll(async () => {
  service = await runForTest(logistics);
  supervisor = await service.as({ roles: ['supervisor'] });
});
afterAll(() => service?.stop());

type Approved = PublicEventData<'returns.refund-approved.v1'>;
const approved = (more: Partial<Approved> = {}): Approved => ({
  caseId: uuidv7(),
  shopId: 'flagship',
  orderId: 'flagship:0001',
  lineId: '1',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  agentId: 'agent-lin',
  at: '2026-10-21T03:00:00Z',
  amountFen: 4_600,
  quantity: 1,
  approvedBy: 'agent-lin',
  reason: 'lost-in-transit',
  waybillIds: ['zto:7731000001'],
  ...more,
});
const claimsOf = async (caseId: string) =>
  (await supervisor.call('logistics.listClaims', { query: { caseId } })).items;
const claimOf = (caseId: string) => eventually(async () => (await claimsOf(caseId))[0]);
const handledAllOf = async (subject: string) => {
  const marker = approved({ reason: 'parcel-damaged' });
  await service.tell('returns.refund-approved.v1', marker, { subject }); // of the same key: handled after them
  await claimOf(marker.caseId);
};

describe('what was promised for a loss on the way', () => {
  it('is claimed from the carrier once, however often and as whatever event it is told', async () => {
    const refund = approved();
    const id = await service.tell('returns.refund-approved.v1', refund);
    expect(await claimOf(refund.caseId)).toMatchObject({
      waybillId: 'zto:7731000001',
      carrier: 'zto',
      reason: 'lost-in-transit',
      amountFen: 4_600,
    });
    await service.tell('returns.refund-approved.v1', refund, { id });
    await service.tell('returns.refund-approved.v1', refund);
    await service.tell('returns.refund-approved.v1', { ...refund, waybillIds: ['sto:7731000002'] });
    await service.tell('returns.refund-approved.v1', { ...refund, reason: 'short-packed' });
    await handledAllOf(refund.caseId);
    expect(await claimsOf(refund.caseId)).toHaveLength(1);
  });

  it('is claimed as well when it is sent again instead', async () => {
    const { amountFen, ...promised } = approved({ waybillIds: ['zto:7731000009'] });
    await service.tell('returns.reshipment-approved.v1', { ...promised, amountFen });
    expect(await claimOf(promised.caseId)).toMatchObject({ waybillId: 'zto:7731000009', amountFen });
  });

  it('is claimed before the order was heard of, which then changes nothing', async () => {
    const order = orderWith('0002');
    const waybillId = order.parcels[0]?.waybillId ?? '';
    const refund = approved({ orderId: order.orderId, waybillIds: [waybillId] });
    await service.tell('returns.refund-approved.v1', refund);
    await claimOf(refund.caseId);
    await service.tell('orders.order-recorded.v1', order);
    await service.tell('orders.order-recorded.v1', orderWith('0003'));
    await eventually(
      async () =>
        (await supervisor.call('logistics.findWaybills', { query: { orderId: 'flagship:0003' } })).items[0],
    );
    expect((await service.store.read(`waybill-${waybillId}`)).map(({ type }) => type)).toEqual([
      'ParcelRegistered',
      'CarrierClaimRecorded',
    ]);
  });

  it('of several parcels is claimed for the one that lost weight', async () => {
    const numbers = ['7731000011', '7731000012'];
    const waybillIds = numbers.map((number) => `zto:${number}`);
    const order = orderWith('0004', {
      parcels: numbers.map((number) => ({ waybillId: `zto:${number}`, carrier: 'zto', number, lineIds: [] })),
    });
    await service.tell('orders.order-recorded.v1', order);
    await eventually(
      async () =>
        (await supervisor.call('logistics.findWaybills', { query: { orderId: order.orderId } })).items[0],
    );
    const integrator = await service.as({ roles: ['integrator'] });
    const scans = waybillIds.flatMap((waybillId, index) =>
      (['origin', 'last'] as const).map((station) => ({
        waybillId,
        scanId: station,
        at: '2026-10-20T22:10:00Z',
        place: '杭州',
        state: 'in-transit' as const,
        weight: {
          station,
          kind: 'scale' as const,
          raw: station === 'last' && index === 1 ? '0.90kg' : '1.00kg',
        },
      })),
    );
    await integrator.call('logistics.recordScans', { body: { scans } });
    const refund = approved({ orderId: order.orderId, waybillIds });
    await service.tell('returns.refund-approved.v1', refund);
    expect(await claimOf(refund.caseId)).toMatchObject({ waybillId: waybillIds[1] });
  });
});

describe('the list of claims', () => {
  it('shows those of one’s own shops, newest first and page by page', async () => {
    const ofOutlet = approved({
      shopId: 'outlet',
      orderId: 'outlet:1',
      waybillIds: ['yto:1'],
      at: '2026-10-22T03:00:00Z',
    });
    await service.tell('returns.refund-approved.v1', ofOutlet);
    await claimOf(ofOutlet.caseId);
    const all = (await supervisor.call('logistics.listClaims', {})).items;
    expect(all[0]).toMatchObject({ caseId: ofOutlet.caseId });
    const first = await supervisor.call('logistics.listClaims', { query: { limit: 1 } });
    const rest = await supervisor.call('logistics.listClaims', { query: { after: first.next } });
    expect([...first.items, ...rest.items]).toEqual(all);
    const outlet = await service.as({ roles: ['supervisor'], shops: ['outlet'] });
    expect((await outlet.call('logistics.listClaims', {})).items).toHaveLength(1);
  });
});
