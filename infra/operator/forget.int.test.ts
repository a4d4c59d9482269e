import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent, ServiceName } from '@kefu/contracts';
import { customerIdOf } from '@kefu/service';
import { eventually, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { v7 as uuidv7 } from 'uuid';

import { definitionOf } from '../service-definitions.ts';
import { isForgotten, keepingServices, orderForgetting, prove, untilSettled, whatIsHeld } from './forget.ts';
import type { Installation } from './installation.ts';
import { installationOf } from './test/installation-of.ts';

type Running = ServiceForTest<DomainEvent>;
const running = new Map<ServiceName, Running>();
let installation: Installation;

const service = (name: ServiceName): Running => {
  const found = running.get(name);
  if (found === undefined) throw new Error(`${name} is not part of this test`);
  return found;
};

beforeAll(async () => {
  const together = { KEFU_TOPIC_PREFIX: `test-${randomBytes(4).toString('hex')}.` };
  const password = 'the first administrator';
  const names: ServiceName[] = ['gateway', ...(await keepingServices())];
  await Promise.all(
    names.map(async (name) => {
      const env = name === 'gateway' ? { ...together, KEFU_ADMINISTRATOR_PASSWORD: password } : together;
      running.set(name, await runForTest(await definitionOf(name), env));
    }),
  );
  const accessOf = (name: ServiceName) => installationOf(running.get(name) ?? service('gateway'));
  installation = {
    ...accessOf('gateway'),
    accessTo: (name) => accessOf(name).accessTo(name),
    gatewayUrl: service('gateway').url,
    account: { name: 'admin', password },
  };
});
afterAll(async () => {
  await Promise.all([...running.values()].map((one) => one.stop()));
});

const phone = '13812345678';
const sentence = '我叫王小雨,请退到我的支付宝';

/** A customer with an order and a conversation. */
const customerOf = async (buyerId: string): Promise<string> => {
  const { pseudonymKey } = service('orders');
  const customerId = customerIdOf(pseudonymKey, 'flagship', buyerId);
  const integrator = await service('orders').as({ id: 'erp', roles: ['integrator'] });
  await integrator.call('orders.recordOrder', {
    body: {
      ...{ shopId: 'flagship', orderNumber: buyerId, buyerId, status: 'paid' },
      ...{ placedAt: '2026-10-18T03:20:00Z', paidFen: 4_600, freightFen: 0, packagingGrams: 60, parcels: [] },
      lines: [{ lineId: '1', sku: 'SCARF', title: '羊毛围巾', quantity: 1, unitPriceFen: 4_600 }],
      recipient: { name: '王小雨', phone, address: '浙江省杭州市文一西路969号' },
    },
  });
  const customer = await service('chat').as({
    ...{
      id: customerId,
      customerId,
      name: '王**',
      kind: 'customer',
      roles: ['customer'],
      shops: ['flagship'],
    },
  });
  const { conversationId } = await customer.call('chat.openConversation');
  const params = { conversationId };
  await customer.call('chat.sendMessage', { params, body: { messageId: uuidv7(), text: sentence } });
  return customerId;
};

/** As if the time had passed in which another process could still remember a key. */
const letTimePass = async (customerId: string): Promise<void> => {
  for (const name of await keepingServices())
    await eventually(async () => {
      const { rowCount } = await service(name).store.pool.query(
        `UPDATE forgotten_customer SET forgotten_at = forgotten_at - interval '3 minutes' WHERE customer_id = $1`,
        [customerId],
      );
      return rowCount === 1 ? true : undefined;
    });
};

describe('forgetting a customer in all services', () => {
  it('destroys the key in each that keeps personal data, and leaves no plain text in any table', async () => {
    const customer = await customerOf('wang');
    const held = await whatIsHeld(installation, customer);
    expect(held.map((one) => one.service)).toEqual(['chat', 'orders', 'logistics', 'returns']);
    expect(held.flatMap(({ texts }) => texts).sort()).toEqual(
      ['王小雨', phone, '浙江省杭州市文一西路969号', sentence].sort(),
    );
    const before = await prove(installation, customer, { held });
    expect(isForgotten(before)).toBe(false);
    const other = await customerOf('bob'); // of the same name, at the same address
    expect(before.find((proof) => proof.service === 'orders')).toMatchObject({
      ...{ keys: 'there', rowsLeft: 1, found: [{ table: 'order_view', column: 'recipient', rows: 1 }] },
    });

    const orderedAt = await orderForgetting(installation, customer, 'asked for it by letter');
    await letTimePass(customer);
    expect(await untilSettled(installation, customer, { orderedAt, waitMs: 30_000 })).toEqual([]);

    const proofs = await prove(installation, customer, { held });
    expect(proofs.filter(({ keys }) => keys === 'destroyed')).toHaveLength(4);
    expect(proofs.flatMap(({ found }) => found)).toEqual([]);
    expect(isForgotten(proofs)).toBe(true);
    expect(isForgotten(await prove(installation, other, { held: [] }))).toBe(false);
  });

  it('is not proven while somebody’s table still shows something', async () => {
    const customer = await customerOf('chen');
    const held = await whatIsHeld(installation, customer);
    const orderedAt = await orderForgetting(installation, customer, 'asked for it by letter');
    await letTimePass(customer);
    await untilSettled(installation, customer, { orderedAt, waitMs: 30_000 });
    await service('chat').store.pool.query(
      `INSERT INTO phrase (phrase_id, shop_id, "group", shortcut, text) VALUES ($1, 'flagship', 'x', 'x', $2)`,
      [uuidv7(), `Anruf: ${phone}`],
    );
    const proofs = await prove(installation, customer, { held });
    expect(isForgotten(proofs)).toBe(false);
    expect(proofs.find((proof) => proof.service === 'chat')?.found).toEqual([
      { table: 'phrase', column: 'text', rows: 1 },
    ]);
  });

  it('tells which services have not done it in time', async () => {
    const future = new Date(Date.now() + 3_600_000);
    const waiting = await untilSettled(installation, 'cu_nobody', { orderedAt: future, waitMs: 0 });
    expect(waiting).toEqual(['chat', 'orders', 'logistics', 'returns']);
  });

  it('is refused to whoever cannot sign in as an administrator', async () => {
    const account = { name: 'admin', password: 'a guess of somebody' };
    await expect(orderForgetting({ ...installation, account }, 'cu_wang', 'out of spite')).rejects.toThrow(
      'KEFU_OPERATOR_PASSWORD',
    );
  });
});
