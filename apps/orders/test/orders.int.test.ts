import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@kefu/client';
import type { CallInput } from '@kefu/client';
import { topicOf } from '@kefu/messaging';
import { ordersView } from '../src/order/orders.view.ts';
import { eventually, type OrdersAtWork, problemOf, startOrders } from './orders-at-work.ts';

type Told = CallInput<'orders.recordOrder'>['body'];
const recipient = { name: '王小明', phone: '13812345678', address: '浙江省杭州市文一西路969号' };
const told = (orderNumber: string, more: Partial<Told> = {}): Told => ({
  shopId: 'flagship',
  orderNumber,
  buyerId: 'ann',
  status: 'paid',
  placedAt: '2026-10-18T03:20:00Z',
  paidFen: 4_600,
  freightFen: 0,
  packagingGrams: 60,
  lines: [{ lineId: '1', sku: 'SCARF', title: '羊毛围巾', quantity: 1, unitPriceFen: 4_600 }],
  parcels: [],
  recipient,
  ...more,
});

let work: OrdersAtWork;
let integrator: Client;
let agent: Client;

beforeAll(async () => {
  work = await startOrders();
  integrator = await work.as({ id: 'erp', roles: ['integrator'] });
  agent = await work.as({ roles: ['after-sales-agent'] });
});
afterAll(() => work?.stop());

const record = async (...given: Parameters<typeof told>) =>
  (await integrator.call('orders.recordOrder', { body: told(...given) })).outcome;
const customer = (buyerId: string | undefined, shops = ['flagship']) =>
  work.as({
    id: 'c',
    kind: 'customer',
    roles: ['customer'],
    shops,
    ...(buyerId && { customerId: work.customerId('flagship', buyerId) }),
  });

describe('recording an order', () => {
  it('records, changes, and stays quiet', async () => {
    expect(await record('1001')).toBe('recorded');
    expect(await record('1001')).toBe('unchanged');
    expect(await record('1001', { status: 'signed' })).toBe('changed');
    const events = await work.store.read('order-flagship:1001');
    expect(events.map(({ type, version, metadata }) => [type, version, metadata.who.id])).toEqual([
      ['OrderRecorded', 1, 'erp'],
      ['OrderChanged', 2, 'erp'],
    ]);
  });

  it('answers the same to the same command sent twice', async () => {
    const send = () =>
      integrator.call('orders.recordOrder', { body: told('1002'), idempotencyKey: 'once-1002' });
    expect(await send()).toEqual(await send());
  });

  it('keeps the recipient out of the log and off Kafka', async () => {
    await record('1003');
    const { rows } = await work.store.pool.query<{ data: string }>(
      `SELECT data::text AS data FROM event WHERE stream = 'order-flagship:1003'`,
    );
    expect(rows.map(({ data }) => data).join()).not.toContain(recipient.phone);
    const seen: { key: string; value: string }[] = [];
    const subscription = await work.transport.subscribe({
      group: `${work.topicPrefix}reader`,
      topics: [topicOf('orders', work.topicPrefix)],
      onBatch: async ({ messages }) => {
        seen.push(...messages.map(({ key, value }) => ({ key: String(key), value: String(value) })));
        return { next: (messages.at(-1)?.offset ?? 0n) + 1n };
      },
    });
    const message = await eventually(async () => seen.find(({ key }) => key === 'flagship:1003'));
    await subscription.stop();
    expect(JSON.parse(message.value)).toMatchObject({ orderId: 'flagship:1003', paidFen: 4_600 });
    expect(message.value).not.toMatch(/王|138|recipient|ann/);
  });

  it('refuses lines that are there twice, and shops that are not one’s own', async () => {
    const [line] = told('1004').lines;
    const twice = told('1004', { lines: line ? [line, line] : [] });
    expect(await problemOf(integrator.call('orders.recordOrder', { body: twice }))).toBe('422 line-repeated');
    const outlet = await work.as({ roles: ['integrator'], shops: ['outlet'] });
    expect(await problemOf(outlet.call('orders.recordOrder', { body: told('1004') }))).toBe(
      '403 shop-not-allowed',
    );
  });
});

describe('finding orders', () => {
  beforeAll(async () => {
    for (const day of [1, 2, 3, 4, 5]) {
      await record(`20${day}`, { buyerId: 'bob', placedAt: `2026-11-0${day}T00:00:00Z` });
    }
    await record('9', { shopId: 'outlet', buyerId: 'bob' });
  });

  it('pages through them, newest first', async () => {
    const numbers: string[] = [];
    for (let after: string | undefined, go = true; go; go = after !== undefined) {
      const query = { number: '20', limit: 2, ...(after && { after }) };
      const page = await agent.call('orders.listOrders', { query });
      numbers.push(...page.items.map(({ orderNumber }) => orderNumber));
      after = page.next;
    }
    expect(numbers).toEqual(['205', '204', '203', '202', '201']);
  });

  it('shows staff their own shops only', async () => {
    const outlet = await work.as({ roles: ['after-sales-agent'], shops: ['outlet'] });
    const { items } = await outlet.call('orders.listOrders', {});
    expect(items.map(({ orderId }) => orderId)).toEqual(['outlet:9']);
    expect(await problemOf(outlet.call('orders.getOrder', { params: { orderId: 'flagship:201' } }))).toBe(
      '403 shop-not-allowed',
    );
  });

  it('shows customers their own orders of this shop, and strangers none', async () => {
    const bob = await customer('bob');
    const { items } = await bob.call('orders.myOrders');
    expect(items.map(({ orderNumber }) => orderNumber)).toEqual(['205', '204', '203', '202', '201']);
    expect((await (await customer('bob', ['outlet'])).call('orders.myOrders')).items).toEqual([]);
    expect((await (await customer(undefined)).call('orders.myOrders')).items).toEqual([]);
  });

  it('tells a customer the same of another’s order as of none', async () => {
    const bob = await customer('bob');
    const ask = (client: Client, orderId: string) =>
      problemOf(client.call('orders.getOrder', { params: { orderId } }));
    expect(await ask(bob, 'flagship:201')).toBe('none');
    const others = await ask(bob, 'flagship:1001');
    expect(others).toContain('order-unknown');
    expect(await ask(bob, 'flagship:nope')).toBe(others);
    expect(await ask(await customer('bob', ['outlet']), 'flagship:201')).toBe(others);
    expect(await ask(await customer(undefined), 'flagship:201')).toBe(others);
  });

  it('refuses a page that nobody named', async () => {
    expect(await problemOf(agent.call('orders.listOrders', { query: { after: 'x' } }))).toBe(
      '400 invalid-input',
    );
  });
});

describe('the recipient', () => {
  it('is masked until opened with a reason, which is recorded', async () => {
    await record('3001');
    const params = { orderId: 'flagship:3001' };
    expect((await agent.call('orders.getOrder', { params })).recipient).toEqual({
      name: '王**',
      phone: '138****5678',
      address: '浙江省杭州市***',
    });
    const body = { reason: 'asks where the parcel goes' };
    expect(await agent.call('orders.unmaskRecipient', { params, body, idempotencyKey: 'u1' })).toEqual(
      recipient,
    );
    expect(await agent.call('orders.unmaskRecipient', { params, body, idempotencyKey: 'u1' })).toEqual(
      recipient,
    );
    const events = await work.store.read('order-flagship:3001');
    expect(events.map(({ type, metadata }) => [type, metadata.who.id, metadata.why])).toEqual([
      ['OrderRecorded', 'erp', undefined],
      ['RecipientUnmasked', 'agent-lin', body.reason],
    ]);
    expect(await record('3001', { status: 'signed' })).toBe('changed');
  });

  it('is nobody’s to open where none is known', async () => {
    await record('3002', { recipient: undefined });
    const open = (orderId: string) =>
      problemOf(agent.call('orders.unmaskRecipient', { params: { orderId }, body: { reason: 'why not' } }));
    expect(await open('flagship:3002')).toBe('422 recipient-unknown');
    expect(await open('flagship:none')).toBe('422 order-unknown');
  });
});

describe('the view', () => {
  it('is the same when it is rebuilt, twice', async () => {
    const live = await work.store.hash(ordersView);
    expect((await work.store.rebuild(ordersView)).hash).toBe(live);
    expect((await work.store.rebuild(ordersView)).hash).toBe(live);
  });
});
