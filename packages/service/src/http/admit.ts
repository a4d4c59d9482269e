import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Overloaded } from '@kefu/event-store';
import type { Metrics } from '../telemetry/metrics.ts';
import { problemOf } from './problem.ts';

/**
 * How many requests a service answers at the same time. At 1,000 a second that is half a second of work: whoever had
 * to wait longer is better told at once, before anything was read or begun, and memory stays bounded.
 */
const mostAtOnce = 500;

const isSocket = ({ headers }: FastifyRequest): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Turns requests away (503, Retry-After) while as many as it takes are being answered. What operators ask is not counted,
 * nor are sockets: they stay for hours and mostly say nothing.
 */
export const admitSoMany = (http: FastifyInstance, metrics: Metrics, most = mostAtOnce): void => {
  let answering = 0;
  metrics.gauge('kefu_http_requests_in_progress', 'Requests that are being answered', () => answering);
  http.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/') || isSocket(request)) return done();
    if (answering < most) {
      answering++;
      reply.raw.once('close', () => answering--);
      return done();
    }
    metrics.observeRequest({ method: request.method, route: 'turned away', status: '503' }, 0);
    const problem = problemOf(new Overloaded(`${answering} requests are being answered`), {
      instance: request.url.split('?')[0],
    });
    void reply
      .code(problem.status)
      .header('retry-after', '1')
      .header('content-type', 'application/problem+json')
      .send(Buffer.from(JSON.stringify(problem)));
  });
};
