import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { SpanKind } from '@opentelemetry/api';
import { parseTraceparent } from './traceparent.ts';
import { startTracing } from './tracing.ts';

const incoming = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('tracing', () => {
  it('hands a trace on where nothing is exported, and begins one where there is none', async () => {
    const tracing = await startTracing('orders', '1');
    expect(tracing.begin('GET /', SpanKind.SERVER, incoming)).toEqual({ traceparent: incoming });
    expect(parseTraceparent(tracing.begin('GET /', SpanKind.SERVER, 'nonsense').traceparent)).toBeDefined();
  });

  it('sends spans to the collector, below the one that came in', async () => {
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString('latin1')));
      request.on('end', () => response.end('{}'));
    });
    await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
    const address = collector.address();
    const tracing = await startTracing(
      'orders',
      '1',
      `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    );
    const { span, traceparent } = tracing.begin('PUT /api/orders', SpanKind.SERVER, incoming);
    span?.end();
    await tracing.stop();
    await new Promise((closed) => collector.close(closed));
    const below = parseTraceparent(traceparent);
    expect(below?.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(below?.spanId).not.toBe('b7ad6b7169203331');
    expect(bodies.join('')).toMatch(/PUT \/api\/orders/);
    expect(bodies.join('')).toContain(below?.spanId);
  });
});
