import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it } from '@jest/globals';

import { createClient } from './client.ts';

const problem = (status: number, code: string) =>
  JSON.stringify({ type: 'about:blank', title: code, status, code });

/** A platform that answers each request by the next of `listeners`, and notes the idempotency keys. */
const platform = async (...listeners: RequestListener[]) => {
  const keys: unknown[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']);
    listeners.shift()?.(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  return { url, keys, close: () => server.close() };
};

const dies: RequestListener = (request) => void request.socket.destroy();
const isAway: RequestListener = (_, response) =>
  response.writeHead(503, { 'retry-after': '0' }).end(problem(503, 'unavailable'));
const refuses: RequestListener = (_, response) => response.writeHead(422).end(problem(422, 'case-unknown'));
const answers: RequestListener = (_, response) => response.writeHead(200).end('{"items":[]}');

const decision = { params: { caseId: 'c1' }, body: { outcome: 'keep', reason: '核实无误' } } as const;

describe('a patient client', () => {
  it('tries again while the platform is away, always with the same key', async () => {
    const { url, keys, close } = await platform(dies, isAway, answers);
    await createClient({ url, patienceMs: 5_000 }).call('returns.decideCase', decision);
    expect(keys).toHaveLength(3);
    expect(new Set(keys)).toEqual(new Set([expect.any(String)]));
    close();
  });

  it('takes a refusal as an answer', async () => {
    const { url, keys, close } = await platform(refuses);
    const refused = createClient({ url, patienceMs: 5_000 }).call('returns.decideCase', decision);
    await expect(refused).rejects.toThrow('case-unknown');
    expect(keys).toHaveLength(1);
    close();
  });

  it('gives up when its patience is at its end', async () => {
    const { url, close } = await platform(isAway, isAway, isAway, isAway);
    const gaveUp = createClient({ url, patienceMs: 250 }).call('chat.listPresence');
    await expect(gaveUp).rejects.toThrow('503 unavailable');
    close();
  });

  it('asks once when nobody told it to be patient', async () => {
    const { url, keys, close } = await platform(isAway);
    await expect(createClient({ url }).call('returns.decideCase', decision)).rejects.toThrow('unavailable');
    expect(keys).toEqual([undefined]);
    close();
  });
});
