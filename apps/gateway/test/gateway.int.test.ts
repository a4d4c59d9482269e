import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from '@kefu/client';
import { freePort, problemCodeOf, runForTest, type ServiceForTest } from '@kefu/service/testing';
import { SignJWT } from 'jose';
import type { GatewayEvent } from '../src/events.ts';
import { gateway } from '../src/service.ts';

let running: ServiceForTest<GatewayEvent>;
let orders: Server;
let chat: Server;
const taken: Duplex[] = [];
let heard: IncomingHttpHeaders[];
let administrator: Client;
let widgetSecret: string;

const nobody = () => createClient({ url: running.url });
const signIn = async (name: string, password: string) =>
  nobody().as((await nobody().call('gateway.signIn', { body: { name, password } })).token);

/** Stands in for the orders service: notes the headers and answers that there is nothing. */
const startOrders = async (port: number): Promise<Server> => {
  const server = createServer((request, response) => {
    heard.push(request.headers);
    response.setHeader('content-type', 'application/json').end('{"items":[]}');
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const handshakeOf = (key = ''): string => {
  const accepted = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  return [...lines, `Sec-WebSocket-Accept: ${accepted}`, '', ''].join('\r\n');
};

/** Stands in for the chat service: takes every socket and says nothing. */
const startChat = async (port: number): Promise<Server> => {
  const server = createServer().on('upgrade', (request, socket) => {
    socket.write(handshakeOf(request.headers['sec-websocket-key']));
    taken.push(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

beforeAll(async () => {
  heard = [];
  const [ordersPort, chatPort, nobodysPort] = [await freePort(), await freePort(), await freePort()];
  [orders, chat] = await Promise.all([startOrders(ordersPort), startChat(chatPort)]);
  running = await runForTest(gateway, {
    KEFU_ADMINISTRATOR_PASSWORD: 'the first administrator',
    KEFU_ORDERS_URL: `http://127.0.0.1:${ordersPort}`,
    KEFU_CHAT_URL: `http://127.0.0.1:${chatPort}`,
    KEFU_RETURNS_URL: `http://127.0.0.1:${nobodysPort}`,
  });
  administrator = await signIn('admin', 'the first administrator');
  const profile = {
    name: '云裳旗舰店',
    platform: 'tmall',
    type: 'flagship',
    zone: 'Asia/Shanghai',
    state: 'open',
  } as const;
  widgetSecret =
    (await administrator.call('gateway.putShop', { params: { shopId: 'flagship' }, body: profile }))
      .widgetSecret ?? '';
  await administrator.call('gateway.putShop', { params: { shopId: 'outlet' }, body: profile });
  const lin = {
    signInName: 'lin',
    name: '林晓',
    roles: ['after-sales-agent' as const],
    shops: ['flagship'],
    refundLimitFen: 5_000,
    active: true,
  };
  await administrator.call('gateway.putAccount', {
    params: { agentId: 'lin' },
    body: { ...lin, password: 'lin 的密码 12' },
  });
});
afterAll(async () => {
  await running.stop();
  orders.close();
  chat.close();
  for (const socket of taken) socket.destroy();
});

const buyerToken = (claims: object, secret = widgetSecret) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));

describe('names', () => {
  it('are read alike by everybody who works with what people did, and by no customer', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    const { items } = await lin.call('gateway.listNames');
    expect(items.find(({ agentId }) => agentId === 'lin')).toEqual({ agentId: 'lin', name: '林晓' });
    expect(await problemCodeOf(nobody().call('gateway.listNames'))).toBe('401 unauthenticated');
  });
});

describe('signing in', () => {
  it('says who one is, and ends with signing out', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    expect(await lin.call('gateway.whoAmI')).toMatchObject({
      id: 'lin',
      roles: ['after-sales-agent'],
      limits: { refundFen: 5_000 },
    });
    await lin.call('gateway.signOut');
    expect(await problemCodeOf(lin.call('gateway.whoAmI'))).toBe('401 unauthenticated');
  });

  it('does not tell a wrong name from a wrong password', async () => {
    const attempt = (name: string) =>
      problemCodeOf(nobody().call('gateway.signIn', { body: { name, password: 'wrong wrong' } }));
    expect(await attempt('lin')).toBe('401 wrong-name-or-password');
    expect(await attempt('nobody')).toBe('401 wrong-name-or-password');
  });

  it('works by cookie for the pages', async () => {
    const body = JSON.stringify({ name: 'lin', password: 'lin 的密码 12' });
    const answer = await fetch(`${running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const who = await fetch(`${running.url}/api/session`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    expect(who.status).toBe(200);
  });

  it('ends guessing', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 25 }, () =>
        problemCodeOf(nobody().call('gateway.signIn', { body: { name: 'victim', password: 'guess guess' } })),
      ),
    );
    expect(attempts.filter((code) => code.startsWith('429')).length).toBeGreaterThan(0);
  });

  it('stops working when the account is switched off', async () => {
    const he = {
      signInName: 'he',
      name: '何佳',
      roles: ['presales-agent' as const],
      shops: ['outlet'],
      refundLimitFen: 0,
      active: true,
    };
    await administrator.call('gateway.putAccount', {
      params: { agentId: 'he' },
      body: { ...he, password: 'he 的密码 1234' },
    });
    await administrator.call('gateway.putAccount', {
      params: { agentId: 'he' },
      body: { ...he, active: false },
    });
    expect(await problemCodeOf(signIn('he', 'he 的密码 1234'))).toBe('401 wrong-name-or-password');
  });
});

describe('accounts and shops', () => {
  it('are for administrators', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    expect(await problemCodeOf(lin.call('gateway.listAccounts'))).toBe('403 role-not-allowed');
    const { items } = await lin.call('gateway.listShops');
    expect(items.map(({ shopId }) => shopId)).toEqual(['flagship']);
  });

  it('refuse a sign-in name that another has', async () => {
    const twin = {
      signInName: 'lin',
      name: '林二',
      roles: [],
      shops: [],
      refundLimitFen: 0,
      active: true,
      password: 'twin of lin',
    };
    const attempt = administrator.call('gateway.putAccount', { params: { agentId: 'lin-2' }, body: twin });
    expect(await problemCodeOf(attempt)).toBe('422 sign-in-name-taken');
  });

  it('show a shop’s secret once', async () => {
    const profile = {
      name: '云裳旗舰店',
      platform: 'tmall',
      type: 'flagship',
      zone: 'Asia/Shanghai',
      state: 'open',
    } as const;
    const again = await administrator.call('gateway.putShop', {
      params: { shopId: 'flagship' },
      body: profile,
    });
    expect(again.widgetSecret).toBeUndefined();
    const { rows } = await running.store.pool.query('select 1 from shop where sealed_widget_secret like $1', [
      `%${widgetSecret}%`,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('the widget', () => {
  const open = (body: { shopId: string; buyerToken?: string; visitorToken?: string }) =>
    nobody().call('gateway.openWidget', { body });

  it('knows the buyer whom the shop names, always as the same customer', async () => {
    const first = await open({
      shopId: 'flagship',
      buyerToken: await buyerToken({ buyer: 'wang', shop: 'flagship' }),
    });
    const second = await open({
      shopId: 'flagship',
      buyerToken: await buyerToken({ buyer: 'wang', shop: 'flagship' }),
    });
    expect(first.anonymous).toBe(false);
    expect(first.customerId).toMatch(/^cu_/);
    expect(first.customerId).not.toContain('wang');
    expect(second.customerId).toBe(first.customerId);
  });

  it('calls the buyer by the first letter of their name, or of their account', async () => {
    const called = async (claims: Record<string, string>) => {
      const { token } = await open({
        shopId: 'flagship',
        buyerToken: await buyerToken({ buyer: 'wang', shop: 'flagship', ...claims }),
      });
      return (await nobody().as(token).call('gateway.whoAmI')).name;
    };
    expect(await called({ name: '王小雨' })).toBe('王**');
    expect(await called({})).toBe('w**');
  });

  it('does not believe a token of another shop or another secret', async () => {
    const forged = await buyerToken({ buyer: 'wang', shop: 'flagship' }, 'x'.repeat(40));
    expect(await problemCodeOf(open({ shopId: 'flagship', buyerToken: forged }))).toBe(
      '422 buyer-token-invalid',
    );
    const elsewhere = await buyerToken({ buyer: 'wang', shop: 'outlet' });
    expect(await problemCodeOf(open({ shopId: 'flagship', buyerToken: elsewhere }))).toBe(
      '422 buyer-token-invalid',
    );
    expect(await problemCodeOf(open({ shopId: 'nowhere' }))).toBe('422 shop-unknown');
  });

  it('lets an anonymous visitor come back as the same one', async () => {
    const first = await open({ shopId: 'flagship' });
    const second = await open({ shopId: 'flagship', visitorToken: first.token });
    const stranger = await open({ shopId: 'flagship' });
    expect(first.anonymous).toBe(true);
    expect(second.customerId).toBe(first.customerId);
    expect(stranger.customerId).not.toBe(first.customerId);
  });
});

describe('the way to the services', () => {
  it('carries a signed token in place of the session, and nothing that the client says of itself', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    await lin.call('orders.listOrders');
    const [headers] = heard.slice(-1);
    expect(headers?.authorization).toMatch(/^Bearer eyJ/);
    expect(headers?.authorization).not.toContain(lin.token);
    expect(headers?.cookie).toBeUndefined();
  });

  it('is closed for a session that ended', async () => {
    const stale = nobody().as('no-such-session');
    expect(await problemCodeOf(stale.call('orders.listOrders'))).toBe('401 unauthenticated');
    const answer = await fetch(`${running.url}/api/orders?limit=1`, {
      headers: { authorization: 'Bearer no-such-session', 'x-correlation-id': 'asked-by-a-test' },
    });
    expect(await answer.json()).toMatchObject({
      code: 'unauthenticated',
      instance: '/api/orders',
      correlationId: 'asked-by-a-test',
    });
  });

  it('is too narrow for a long body, which is no reason to try again', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    const answer = await fetch(`${running.url}/api/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${lin.token}`, 'content-type': 'application/json' },
      body: JSON.stringify('x'.repeat(1_100_000)),
    });
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('says when a service is away, and when to try again', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    const answer = await fetch(`${running.url}/api/returns/cases`, {
      headers: { authorization: `Bearer ${lin.token}` },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('tells the state of each part', async () => {
    const { state, parts } = await nobody().call('gateway.status');
    expect(state).toBe('degraded');
    expect(parts.find(({ name }) => name === 'returns')).toMatchObject({ state: 'down' });
    expect(parts.find(({ name }) => name === 'postgresql')).toMatchObject({ state: 'up' });
  });
});

describe('forgetting a customer', () => {
  const buyer = async () => {
    const token = await buyerToken({ buyer: 'wang', shop: 'flagship' });
    return nobody().call('gateway.openWidget', { body: { shopId: 'flagship', buyerToken: token } });
  };
  const body = { reason: 'asked for it by letter' };

  it('is told to every service, with who ordered it and why, and ends the customer’s sessions', async () => {
    const { token, customerId } = await buyer();
    const { at } = await administrator.call('gateway.forgetCustomer', { params: { customerId }, body });
    const [event] = await running.store.read(`customer-${customerId}`);
    expect(event).toMatchObject({
      data: { customerId, at },
      metadata: { who: { kind: 'person', id: 'admin' }, why: 'asked for it by letter' },
    });
    expect(event && gateway.publish(event)).toMatchObject({
      type: 'gateway.customer-forgotten.v1',
      subject: customerId,
      data: { customerId, at },
    });
    expect(await problemCodeOf(nobody().as(token).call('gateway.whoAmI'))).toBe('401 unauthenticated');
  });

  it('is one order however often the request is sent, and another when it is ordered again', async () => {
    const params = { customerId: 'cu_ordered_twice' };
    const once = { params, body, idempotencyKey: 'forget-1' };
    const first = await administrator.call('gateway.forgetCustomer', once);
    expect(await administrator.call('gateway.forgetCustomer', once)).toEqual(first);
    expect(await running.store.read('customer-cu_ordered_twice')).toHaveLength(1);
    await administrator.call('gateway.forgetCustomer', { params, body });
    expect(await running.store.read('customer-cu_ordered_twice')).toHaveLength(2);
  });

  it('is for administrators only', async () => {
    const lin = await signIn('lin', 'lin 的密码 12');
    const call = lin.call('gateway.forgetCustomer', { params: { customerId: 'cu_wang' }, body });
    expect(await problemCodeOf(call)).toBe('403 role-not-allowed');
  });
});

describe('an open socket', () => {
  const opened = async ({ token }: Client): Promise<WebSocket> => {
    const socket = new WebSocket(
      `${running.url.replace('http', 'ws')}/api/chat/socket/?EIO=4&transport=websocket&token=${token}`,
    );
    await once(socket, 'open');
    return socket;
  };

  it('is cut when its session has ended, and no other is', async () => {
    const [leaving, staying] = [await signIn('lin', 'lin 的密码 12'), await signIn('lin', 'lin 的密码 12')];
    const [left, stayed] = await Promise.all([opened(leaving), opened(staying)]);
    const cut = once(left, 'close');
    await leaving.call('gateway.signOut');
    await cut;
    expect(stayed.readyState).toBe(WebSocket.OPEN);
    stayed.close();
  });

  it('is cut when its holder’s rights have changed', async () => {
    const params = { agentId: 'mei' };
    const body = {
      signInName: 'mei',
      name: '梅',
      roles: ['after-sales-agent' as const],
      shops: ['flagship'],
      refundLimitFen: 0,
      active: true,
    };
    await administrator.call('gateway.putAccount', { params, body: { ...body, password: 'mei 的密码 12' } });
    const cut = once(await opened(await signIn('mei', 'mei 的密码 12')), 'close');
    await administrator.call('gateway.putAccount', { params, body: { ...body, shops: ['outlet'] } });
    await cut;
  });
});
