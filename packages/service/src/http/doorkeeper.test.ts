import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type InputOfRoute, type Principal, Refused, route } from '@kefu/contracts';
import { z } from 'zod';
import { Unauthenticated } from '../authentication/tokens.ts';
import { createLogger } from '../telemetry/log.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { metadataOf } from '../telemetry/request-context.ts';
import { startTracing } from '../telemetry/tracing.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { type CommandMark, Handles, Idempotency, Input, Who } from './handles.ts';
import { ProblemFilter } from './problem-filter.ts';
import { observeRequests } from './request-hooks.ts';

const openCase = route({
  service: 'returns',
  method: 'POST',
  path: '/api/cases/:caseId',
  summary: 'Opens a case.',
  roles: ['after-sales-agent'],
  params: z.object({ caseId: z.string() }),
  body: z.object({ shopId: z.string(), reason: z.string() }),
});
const opening = route({
  service: 'returns',
  method: 'GET',
  path: '/api/opening-hours',
  summary: 'When we are there.',
  roles: 'anyone',
});

@Controller()
class CaseController {
  @Handles(openCase)
  open(
    @Input() { params, body }: InputOfRoute<typeof openCase>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ) {
    if (body.reason === 'late') throw new Refused('window-closed', 'Delivered more than seven days ago.');
    if (body.reason === 'fault') throw new Error('internals');
    return { ...params, ...body, who: who.id, idempotency, metadata: metadataOf(who) };
  }

  @Handles(opening)
  hours(@Who() who?: Principal) {
    return { who: who?.id ?? 'a stranger' };
  }
}

@Module({ controllers: [CaseController] })
class CaseModule {}

const person = (id: string, more: Partial<Principal>): Principal => ({
  id,
  name: id,
  kind: 'person',
  roles: ['after-sales-agent'],
  shops: ['flagship'],
  limits: { refundFen: 0 },
  ...more,
});
const known: Record<string, Principal> = {
  lin: person('lin', {}),
  payroll: person('wu', { roles: ['payroll'] }),
};
const authenticate = async (token: string): Promise<Principal> => {
  const who = known[token];
  if (!who) throw new Unauthenticated('The token is not valid.');
  return who;
};

let app: NestFastifyApplication;
beforeAll(async () => {
  const logger = createLogger('test', 'silent');
  app = await NestFactory.create<NestFastifyApplication>(
    CaseModule,
    new FastifyAdapter({ bodyLimit: 1_000 }),
    { logger: false },
  );
  observeRequests(app.getHttpAdapter().getInstance(), {
    logger,
    metrics: createMetrics('test'),
    tracing: await startTracing('test', '0'),
  });
  app.useGlobalGuards(new Doorkeeper(authenticate));
  app.useGlobalFilters(new ProblemFilter(logger, new Set()));
  await app.init();
});
afterAll(() => app.close());

const wish = { shopId: 'flagship', reason: 'missing item' };
const post = async (payload: object | string, token?: string, headers: Record<string, string> = {}) => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/cases/c1',
    payload,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  return {
    status: response.statusCode,
    type: response.headers['content-type'],
    headers: response.headers,
    body: response.json(),
  };
};

describe('a door', () => {
  it('hands parsed input and the caller to its handler, and answers with the status of the route', async () => {
    const { status, body } = await post(wish, 'lin');
    expect(status).toBe(201);
    expect(body).toMatchObject({ caseId: 'c1', ...wish, who: 'lin' });
  });

  it('is closed without a token', async () => {
    const { status, type, headers, body } = await post(wish);
    expect({ status, type }).toEqual({ status: 401, type: 'application/problem+json' });
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(body).toMatchObject({ code: 'unauthenticated', instance: '/api/cases/c1' });
  });

  it('is closed to a wrong token, also where anyone may come in', async () => {
    expect((await post(wish, 'forged')).status).toBe(401);
    const response = await app.inject({
      url: '/api/opening-hours',
      headers: { authorization: 'Bearer forged' },
    });
    expect(response.statusCode).toBe(401);
  });

  it('is closed to other roles', async () => {
    expect(await post(wish, 'payroll')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  });

  it('is closed to other shops', async () => {
    const elsewhere = await post({ ...wish, shopId: 'outlet' }, 'lin');
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'shop-not-allowed' } });
  });

  it('is open to strangers where the route says so', async () => {
    expect((await app.inject({ url: '/api/opening-hours' })).json()).toEqual({ who: 'a stranger' });
  });

  it('names what it cannot read', async () => {
    expect(await post({ shopId: 'flagship', resaon: 'x' }, 'lin')).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { code: 'invalid-input', errors: [{ path: 'body.reason' }] },
    });
    expect(await post('{"shopId":', 'lin')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  it('refuses a body that is too long or of another type', async () => {
    expect(await post({ ...wish, reason: 'x'.repeat(2_000) }, 'lin')).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
    expect(await post('<a/>', 'lin', { 'content-type': 'text/xml' })).toMatchObject({ status: 415 });
  });

  it('tells a refusal by its code, and of a fault nothing', async () => {
    expect(await post({ ...wish, reason: 'late' }, 'lin')).toMatchObject({
      status: 422,
      body: { code: 'window-closed' },
    });
    const { status, body } = await post({ ...wish, reason: 'fault' }, 'lin', {
      'x-correlation-id': 'call-12345',
    });
    expect({ status, body }).toMatchObject({
      status: 500,
      body: { code: 'internal', correlationId: 'call-12345' },
    });
    expect(JSON.stringify(body)).not.toContain('internals');
  });

  it('answers an unknown path with a problem', async () => {
    const response = await app.inject({ url: '/api/nowhere' });
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('a command', () => {
  it('carries its correlation id and trace into the metadata', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const { headers, body } = await post(wish, 'lin', { 'x-correlation-id': 'call-12345', traceparent });
    expect(headers['x-correlation-id']).toBe('call-12345');
    expect(body.metadata).toEqual({
      who: { kind: 'person', id: 'lin' },
      correlationId: 'call-12345',
      traceparent,
    });
  });

  it('gets a correlation id where it brings none, or one that would not do', async () => {
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    expect((await post(wish, 'lin')).headers['x-correlation-id']).toMatch(uuid);
    expect((await post(wish, 'lin', { 'x-correlation-id': 'a b\t' })).headers['x-correlation-id']).toMatch(
      uuid,
    );
  });

  it('is marked by its key, its caller and its content', async () => {
    const mark = async (payload: object, key: string) =>
      (await post(payload, 'lin', { 'idempotency-key': key })).body.idempotency;
    const first = await mark(wish, 'k1');
    expect(first).toMatchObject({ principal: 'person:lin', key: 'k1' });
    expect(await mark(wish, 'k1')).toEqual(first);
    expect((await mark({ ...wish, reason: 'other' }, 'k1')).bodyHash).not.toBe(first.bodyHash);
    expect((await post(wish, 'lin', { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
  });
});
