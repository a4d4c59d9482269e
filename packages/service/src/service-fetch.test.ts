import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { route, services, type ServiceName } from '@kefu/contracts';
import { z } from 'zod';
import { generateKey, publicKeysOf } from './authentication/keys.ts';
import { createAuthenticator } from './authentication/tokens.ts';
import type { PrivateKey } from './environment.ts';
import { createServiceFetch, type ServiceFetch } from './service-fetch.ts';
import { inContext } from './telemetry/request-context.ts';

const openInquiry = route({
  service: 'logistics',
  method: 'POST',
  path: '/api/waybills/:waybillId/inquiries',
  summary: 'Asks the carrier.',
  roles: ['service'],
  params: z.object({ waybillId: z.string() }),
  query: z.object({ urgent: z.boolean().optional() }),
  body: z.object({ question: z.string() }),
  answer: z.object({ inquiryId: z.string() }),
});

let received: IncomingMessage;
let answer: { status: number; body: string };
let server: Server;
let key: PrivateKey;
let call: ServiceFetch;

beforeAll(async () => {
  server = createServer((request, response) => {
    received = request;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  key = await generateKey('returns');
  const urls = Object.fromEntries(services.map((name) => [name, `http://127.0.0.1:${port}`])) as Record<
    ServiceName,
    string
  >;
  call = createServiceFetch(key, urls);
});
afterAll(() => new Promise((closed) => server.close(closed)));

const ask = (options = {}) =>
  call(
    openInquiry,
    { params: { waybillId: 'zto:77 1' }, query: { urgent: true }, body: { question: 'Weight?' } },
    options,
  );

describe('calling another service', () => {
  it("goes by the route, in the caller's own name and in the course of events at hand", async () => {
    answer = { status: 201, body: '{"inquiryId":"i1"}' };
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answered = await inContext({ correlationId: 'story-0001', traceparent }, () =>
      ask({ idempotencyKey: 'wf-1' }),
    );
    expect(answered).toEqual({ inquiryId: 'i1' });
    expect(received).toMatchObject({
      method: 'POST',
      url: '/api/waybills/zto%3A77%201/inquiries?urgent=true',
    });
    expect(received.headers).toMatchObject({
      'idempotency-key': 'wf-1',
      'x-correlation-id': 'story-0001',
      traceparent,
    });
    const token = received.headers.authorization?.slice('Bearer '.length) ?? '';
    expect(await createAuthenticator(publicKeysOf(key), 'logistics')(token)).toMatchObject({
      kind: 'service',
      id: 'returns',
    });
  });

  it.each([
    [422, 'order-unknown', { name: 'Refused', code: 'order-unknown', detail: 'not here yet' }],
    [409, 'already-open', { name: 'Refused', code: 'already-open' }],
    [409, 'version-conflict', { name: 'CallUnanswered' }],
    [503, 'unavailable', { name: 'CallUnanswered' }],
    [403, 'role-not-allowed', { name: 'CallFailed', status: 403, code: 'role-not-allowed' }],
  ])('keeps the class of an error: %i %s', async (status, code, error) => {
    answer = {
      status,
      body: JSON.stringify({ type: code, title: code, status, code, detail: 'not here yet' }),
    };
    await expect(ask()).rejects.toMatchObject(error);
  });

  it('that nobody answers may be tried again', async () => {
    const urls = Object.fromEntries(services.map((name) => [name, 'http://127.0.0.1:9'])) as Record<
      ServiceName,
      string
    >;
    await expect(createServiceFetch(key, urls)(openInquiry, {})).rejects.toMatchObject({
      name: 'CallUnanswered',
    });
  });

  it('does not take an answer that breaks the contract', async () => {
    answer = { status: 201, body: '{"inquiry":"i1"}' };
    await expect(ask()).rejects.toMatchObject({ name: 'CallFailed', code: 'unreadable-answer' });
  });
});
