import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { v7 as uuid } from 'uuid';

import { until } from '../demo/until.ts';
import { secretsFile } from '../launcher/places.ts';
import { keptSecrets } from '../launcher/secrets.ts';
import { describedApi, type Description, type Values } from './described-api.ts';
import { gatewayUrl } from './platform.ts';

const { samplePassword, administratorPassword } = keptSecrets(secretsFile);
const run = String(Date.now());
const shopId = `stranger-${run}`;
const orderNumber = `S${run}`;
const orderId = `${shopId}:${orderNumber}`;
const waybillId = `sto:66${run}`;

const order = {
  shopId,
  orderNumber,
  buyerId: 'somebody',
  status: 'signed',
  placedAt: '2026-11-08T02:00:00Z',
  paidAt: '2026-11-08T02:01:00Z',
  signedAt: '2026-11-10T01:00:00Z',
  currency: 'CNY',
  paidFen: 13_800,
  freightFen: 0,
  packagingGrams: 100,
  lines: [
    { lineId: '1', sku: 'COAT', title: '大衣', quantity: 1, unitPriceFen: 9_900, weightGrams: 800 },
    { lineId: '2', sku: 'SCARF', title: '围巾', quantity: 1, unitPriceFen: 3_900, weightGrams: 100 },
  ],
  parcels: [{ waybillId, carrier: 'sto', number: `66${run}`, lineIds: ['1', '2'] }],
};

const scan = (scanId: string, state: string, station: string, raw: string) => ({
  waybillId,
  scanId: `${run}-${scanId}`,
  at: '2026-11-09T01:00:00Z',
  place: '杭州',
  state,
  weight: { station, kind: 'scale', raw },
});

const patience = { of: 30_000 };

describe('a program written from /api/openapi.json alone', () => {
  it('brings a missing item from the order to the money', async () => {
    const description = (await (await fetch(`${gatewayUrl}/api/openapi.json`)).json()) as Description; // checked by its own test
    const ask = describedApi(gatewayUrl, description);
    const good = async (operation: string, values: Values, token?: string) => {
      const { status, body } = await ask(operation, values, token);
      if (status >= 300) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`);
      return body;
    };
    const signIn = async (name: string, password = samplePassword) =>
      String((await good('gateway.signIn', { name, password })).token);
    /** What one service just recorded another may know a moment later. */
    const eventually = async (
      operation: string,
      values: Values,
      token: string,
      holds: (body: Values) => boolean,
    ) => {
      const seen = await until(async () => {
        const { status, body } = await ask(operation, values, token);
        return status < 300 && holds(body) && body;
      }, patience.of);
      if (!seen) throw new Error(`${operation} did not come to hold`);
      return seen;
    };

    const profile = {
      name: '陌生人的店',
      platform: 'own',
      type: 'flagship',
      zone: 'Asia/Shanghai',
      state: 'open',
    };
    const shop = await good(
      'gateway.putShop',
      { shopId, ...profile },
      await signIn('admin', administratorPassword),
    );
    const erp = await signIn('erp');
    await good('orders.recordOrder', order, erp);
    const scans = [scan('1', 'picked-up', 'origin', '1.00kg'), scan('2', 'signed', 'last', '900g')];
    await eventually(
      'logistics.recordScans',
      { scans },
      erp,
      ({ unknown }) => (unknown as string[]).length === 0,
    );

    const agent = await signIn('fang');
    await good('chat.setPresence', { state: 'online' }, agent);
    const buyerToken = await new SignJWT({ buyer: 'somebody', shop: shopId })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('10m')
      .sign(new TextEncoder().encode(String(shop.widgetSecret)));
    const customer = String((await good('gateway.openWidget', { shopId, buyerToken })).token);
    const { conversationId } = await good('chat.openConversation', {}, customer);
    await good('chat.sendMessage', { conversationId, messageId: uuid(), text: '围巾没有收到' }, customer);
    await eventually('chat.getConversation', { conversationId }, agent, ({ agentId }) => agentId === 'fang');
    await good('chat.sendMessage', { conversationId, messageId: uuid(), text: '马上核对' }, agent);

    const line = { orderId, lineId: '2', quantity: 1, kind: 'missing-item' };
    const said = { slip: 'complete', parcel: 'undamaged', conversationId };
    const { caseId } = await eventually('returns.openCase', { ...line, ...said }, agent, () => true);
    const settled = await eventually(
      'returns.getCase',
      { caseId },
      agent,
      ({ state }) => state === 'refund-approved',
    );
    expect(settled).toMatchObject({ verdict: 'lost-in-transit', amountFen: 3_900 });

    const finance = await signIn('zhao');
    expect((await good('returns.listRefunds', { caseId }, finance)).items).toMatchObject([
      { amountFen: 3_900 },
    ]);
    await good('returns.payRefund', { caseId, amountFen: 3_900, reference: run }, finance);
    await eventually(
      'logistics.listClaims',
      { caseId },
      agent,
      ({ items }) => (items as unknown[]).length === 1,
    );
    await eventually(
      'payroll.listEntries',
      { caseId },
      agent,
      ({ items }) => (items as unknown[]).length === 1,
    );
    await eventually('chat.listMessages', { conversationId }, customer, ({ items }) =>
      (items as { text: string }[]).some(({ text }) => text.includes('¥39.00')),
    );
    await eventually('chat.closeConversation', { conversationId }, agent, ({ state }) => state === 'closed');
    await good('chat.setPresence', { state: 'offline' }, agent);
  });
});
