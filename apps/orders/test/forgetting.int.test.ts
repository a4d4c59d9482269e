import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import { customerIdOf } from '@kefu/service';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import type { OrderEvent } from '../src/order/domain/events.ts';
import { ordersView } from '../src/order/orders.view.ts';
import { orders } from '../src/service.ts';

let service: ServiceForTest<OrderEvent>;
let integrator: Client;
beforeAll(async () => {
  service = await runForTest(orders);
  integrator = await service.as({ id: 'erp', roles: ['integrator'] });
});
afterAll(() => service?.stop());

const record = (orderNumber: string, buyerId: string) =>
  integrator.call('orders.recordOrder', {
    body: {
      ...{ shopId: 'flagship', orderNumber, buyerId, status: 'paid', placedAt: '2026-10-18T03:20:00Z' },
      ...{ paidFen: 4_600, freightFen: 0, packagingGrams: 60, parcels: [] },
      lines: [{ lineId: '1', sku: 'SCARF', title: '羊毛围巾', quantity: 1, unitPriceFen: 4_600 }],
      recipient: { name: '王小明', phone: '13812345678', address: '浙江省杭州市文一西路969号' },
    },
  });

const recipientsInView = async (): Promise<Record<string, string | null>> => {
  const { rows } = await service.store.pool.query<{ order_number: string; name: string | null }>(
    `SELECT order_number, recipient ->> 'name' AS name FROM order_view ORDER BY order_number`,
  );
  return Object.fromEntries(rows.map(({ order_number, name }) => [order_number, name]));
};

describe('a customer who is forgotten', () => {
  it('keeps the orders and loses name, phone and address, as in a rebuilt view', async () => {
    await record('1', 'ann');
    await record('2', 'bob');
    const customerId = customerIdOf(service.pseudonymKey, 'flagship', 'ann');
    await service.tell('gateway.customer-forgotten.v1', { customerId, at: new Date().toISOString() });
    await eventually(async () => ((await recipientsInView())['1'] === null ? true : undefined));
    expect(await recipientsInView()).toEqual({ 1: null, 2: '王小明' });
    const [recorded] = await service.store.read('order-flagship:1');
    expect(recorded?.data).toMatchObject({ customerId, paidFen: 4_600, recipient: null });
    const wiped = await service.store.hash(ordersView);
    expect((await service.store.rebuild(ordersView)).hash).toBe(wiped);
    expect(await record('1', 'ann')).toMatchObject({ outcome: 'unchanged' });
    expect(await record('3', 'ann')).toMatchObject({ outcome: 'recorded' });
    expect(await recipientsInView()).toEqual({ 1: null, 2: '王小明', 3: null });
  });
});
