import { afterEach, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { createMetrics } from '../telemetry/metrics.ts';
import { admitSoMany } from './admit.ts';

describe('admission', () => {
  const http = Fastify();
  afterEach(() => http.close());

  it('turns away what is more than it can take, says when to come again, and goes on when there is room', async () => {
    admitSoMany(http, createMetrics('test'), 2);
    let release: () => void = () => undefined;
    let arrived = 0;
    const { promise: full, resolve: isFull } = Promise.withResolvers<void>();
    const held = new Promise<void>((resolve) => (release = resolve));
    http.get('/api/slow', async () => {
      if (++arrived === 2) isFull();
      await held;
      return {};
    });
    http.get('/api/socket', async () => ({}));
    http.get('/health', async () => ({ state: 'up' }));
    const url = await http.listen({ port: 0, host: '127.0.0.1' });

    const taken = [fetch(`${url}/api/slow`), fetch(`${url}/api/slow`)];
    await full;
    const refused = await fetch(`${url}/api/slow?a=b`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ status: 503, code: 'overloaded', instance: '/api/slow' });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const socket = await http.inject({ url: '/api/socket', headers: { upgrade: 'websocket' } });
    expect(socket.statusCode).toBe(200);

    release();
    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await fetch(`${url}/api/slow`)).status).toBe(200);
  });
});
