import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicEvents } from '@kefu/contracts';
import type { Client } from '@kefu/client';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import type { LogisticsEvent } from '../src/events.ts';
import { inquiries } from '../src/inquiry/inquiries.view.ts';
import { logistics } from '../src/service.ts';

let service: ServiceForTest<LogisticsEvent>;
let clerk: Client;
let supervisor: Client;
beforeAll(async () => {
  service = await runForTest(logistics);
  clerk = await service.as({ id: 'desk-zhou', roles: ['order-desk-agent'] });
  supervisor = await service.as({ id: 'supervisor-wang', roles: ['supervisor'] });
});
afterAll(() => service?.stop());

const orderOf = (customerId: string, orderId: string) =>
  service.tell('orders.order-recorded.v1', {
    ...publicEvents['orders.order-recorded.v1'].example,
    ...{ customerId, orderId, parcels: [] },
  });

/** An inquiry about an order's parcel, with words about the customer in it. */
const askAbout = async (orderId: string) => {
  const number = orderId.replace('flagship:', '');
  const parcel = { carrier: 'zto', number, orderId, shopId: 'flagship' };
  const { waybillId } = await clerk.call('logistics.registerParcel', { body: parcel });
  const body = { waybillId, question: 'weigh', note: '王小雨说少了一条' } as const;
  return (await supervisor.call('logistics.openInquiry', { body })).inquiryId;
};

const noteOf = async (inquiryId: string) =>
  (await supervisor.call('logistics.getInquiry', { params: { inquiryId } })).note;
const isKnown = (orderId: string) =>
  eventually(async () => {
    const { rowCount } = await service.store.pool.query('select from known_order where order_id = $1', [
      orderId,
    ]);
    return rowCount === 1 ? true : undefined;
  });
const forget = async (customerId: string): Promise<void> => {
  await service.tell('gateway.customer-forgotten.v1', { customerId, at: new Date().toISOString() });
  await eventually(async () => {
    const { rowCount } = await service.store.pool.query(
      'select from forgotten_customer where customer_id = $1',
      [customerId],
    );
    return rowCount === 1 ? true : undefined;
  });
};

describe('a customer who is forgotten', () => {
  it('is no longer spoken of in inquiries, nor after a rebuild', async () => {
    await orderOf('cu_wang', 'flagship:770071');
    await isKnown('flagship:770071');
    const inquiryId = await askAbout('flagship:770071');
    expect(await noteOf(inquiryId)).toBe('王小雨说少了一条');
    await forget('cu_wang');
    expect(await noteOf(inquiryId)).toBeNull();
    const wiped = await service.store.hash(inquiries);
    expect((await service.store.rebuild(inquiries)).hash).toBe(wiped);
  });

  it('is forgotten, too, in what was asked before anybody knew whose order it was', async () => {
    const inquiryId = await askAbout('flagship:770072');
    await orderOf('cu_chen', 'flagship:770072');
    await isKnown('flagship:770072');
    await forget('cu_chen');
    expect(await noteOf(inquiryId)).toBeNull();
    const [opened] = await service.store.read(`inquiry-${inquiryId}`);
    expect(opened?.data).toMatchObject({ note: null });
  });
});
