import { randomUUID } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { inContext, type RequestContext } from '../telemetry/request-context.ts';
import type { Tracing } from '../telemetry/tracing.ts';

const contexts = new WeakMap<FastifyRequest, RequestContext>();
export const contextOf = (request: FastifyRequest): RequestContext | undefined => contexts.get(request);

// Callers may choose the id, but not what it does to logs and headers.
const acceptable = /^[\w.:-]{8,100}$/;

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

const begin = (request: FastifyRequest, tracing: Tracing): RequestContext => {
  const route = request.routeOptions.url ?? 'unknown';
  const given = headerOf(request, 'x-correlation-id');
  const correlationId = given && acceptable.test(given) ? given : randomUUID();
  const work = tracing.begin(`${request.method} ${route}`, SpanKind.SERVER, headerOf(request, 'traceparent'));
  work.span?.setAttributes({
    'http.request.method': request.method,
    'http.route': route,
    'kefu.correlation_id': correlationId,
  });
  return { correlationId, ...work };
};

/** Gives each request its correlation id and span, and counts and times it. */
export const observeRequests = (
  http: FastifyInstance,
  { logger, metrics, tracing }: { logger: Logger; metrics: Metrics; tracing: Tracing },
): void => {
  http.addHook('onRequest', (request, reply, done) => {
    const context = begin(request, tracing);
    contexts.set(request, context);
    void reply.header('x-correlation-id', context.correlationId);
    inContext(context, done);
  });

  // Reading a body goes on in the socket's async context, so the request's own is entered again after it.
  http.addHook('preValidation', (request, _reply, done) => {
    const context = contexts.get(request);
    if (context) inContext(context, done);
    else done();
  });

  http.addHook('onSend', async (request, reply) => {
    const token = contexts.get(request)?.token;
    if (token) void reply.header('kefu-token', token);
  });

  http.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode, elapsedTime } = reply;
    metrics.observeRequest(
      { method: request.method, route, status: String(statusCode) },
      elapsedTime / 1_000,
    );
    const context = contexts.get(request);
    context?.span?.setAttribute('http.response.status_code', statusCode);
    context?.span?.end();
    const line = {
      method: request.method,
      route,
      status: statusCode,
      ms: Math.round(elapsedTime),
      correlationId: context?.correlationId,
    };
    logger[statusCode >= 400 && route.startsWith('/api/') ? 'info' : 'debug'](line, 'request');
    done();
  });
};
