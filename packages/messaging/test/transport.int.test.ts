import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type {
  Batch,
  EventTransport,
  IncomingMessage,
  OutgoingMessage,
  Progress,
  Subscription,
} from '../src/transport.ts';
import type { MemberSettings } from './consumer-process.ts';
import { brokers, transports } from './transports.ts';
import { until } from './until.ts';

jest.setTimeout(60_000);

const message = (key: string, number: number): OutgoingMessage => ({
  key,
  value: Buffer.from(String(number)),
  headers: { ce_id: `${key}-${number}`, 名: '值' },
});
const numberOf = ({ value }: IncomingMessage): number => Number(value.toString());
const endOf = ({ messages }: Batch): bigint => (messages.at(-1)?.offset ?? 0n) + 1n;
const allDone = async (batch: Batch): Promise<Progress> => ({ next: endOf(batch) });

describe.each(Object.entries(transports))('%s behind the port', (name, create) => {
  const opened: EventTransport[] = [];
  const subscriptions: Subscription[] = [];
  const open = async (partitions = 3) => {
    const transport = create();
    opened.push(transport);
    const topic = `test.${randomUUID()}`;
    await transport.createTopics([topic], { partitions, retentionMs: 3_600_000 });
    const group = `test.${randomUUID()}`;
    const listen = async (onBatch: (batch: Batch) => Promise<Progress>): Promise<Subscription> => {
      const subscription = await transport.subscribe({ group, topics: [topic], onBatch });
      subscriptions.push(subscription);
      return subscription;
    };
    const lag = async () =>
      (await transport.lag(group, [topic])).reduce((sum, { lag: behind }) => sum + behind, 0);
    return { transport, topic, group, listen, lag };
  };
  afterEach(async () => {
    await Promise.all(subscriptions.splice(0).map((subscription) => subscription.stop()));
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
  });

  it('creates a topic once and is content when it is there', async () => {
    const { transport, topic } = await open();
    await expect(transport.createTopics([topic])).resolves.toBeUndefined();
  });

  it('delivers everything with its key, headers and value, each key in order', async () => {
    const { transport, topic, listen, lag } = await open();
    const keys = Array.from({ length: 20 }, (_, i) => `key-${i}`);
    const numbers = Array.from({ length: 50 }, (_, i) => i);
    const received = new Map<string | null, number[]>();
    const headers: Record<string, string>[] = [];
    await listen(async (batch) => {
      for (const each of batch.messages) {
        received.set(each.key, [...(received.get(each.key) ?? []), numberOf(each)]);
        headers.push(each.headers);
      }
      return allDone(batch);
    });
    for (let from = 0; from < numbers.length; from += 10)
      await transport.publish(
        topic,
        numbers.slice(from, from + 10).flatMap((number) => keys.map((key) => message(key, number))),
      );
    await until('1,000 messages', () => headers.length >= 1_000);
    expect(received).toEqual(new Map(keys.map((key) => [key, numbers])));
    expect(headers[0]).toMatchObject({ 名: '值' });
    await until('no lag', async () => (await lag()) === 0);
  });

  it('delivers again what was not done before the consumer ended', async () => {
    const { transport, topic, listen, lag } = await open(1);
    await transport.publish(
      topic,
      [0, 1, 2, 3].map((number) => message('a', number)),
    );
    let asked = 0;
    const first = await listen(async ({ messages }) => {
      asked += 1;
      return { next: (messages[0]?.offset ?? 0n) < 2n ? 2n : (messages[0]?.offset ?? 0n), pauseMs: 50 };
    });
    await until('a second delivery', () => asked >= 2);
    await first.stop();
    expect(await lag()).toBe(2);
    const again: number[] = [];
    await listen(async (batch) => {
      again.push(...batch.messages.map(numberOf));
      return allDone(batch);
    });
    await until('the rest', () => again.length >= 2);
    expect(again).toEqual([2, 3]);
  });

  it('lets other partitions go on while one rests, longer than a session lasts', async () => {
    const { transport, topic, listen } = await open(2);
    const keys = Array.from({ length: 10 }, (_, i) => `key-${i}`);
    let resting: number | undefined;
    let tries = 0;
    const others: IncomingMessage[] = [];
    await listen(async (batch) => {
      resting ??= batch.partition;
      if (batch.partition !== resting) {
        others.push(...batch.messages);
        return allDone(batch);
      }
      tries += 1;
      return tries === 1 ? { next: batch.messages[0]?.offset ?? 0n, pauseMs: 8_000 } : allDone(batch);
    });
    const started = performance.now();
    let sent = 0;
    await until(
      'the resting partition again',
      async () => {
        sent += 1;
        await transport.publish(
          topic,
          keys.map((key) => message(key, sent)),
        );
        return tries > 1;
      },
      20_000,
    );
    expect(performance.now() - started).toBeGreaterThan(7_900);
    expect(others.length).toBeGreaterThan(sent); // several keys a round
    expect(others.map(({ offset }) => offset)).toEqual(others.map((_, i) => BigInt(i)));
  });

  it('keeps its partitions while a handler takes longer than a session lasts', async () => {
    const { transport, topic, listen } = await open(1);
    await transport.publish(topic, [message('slow', 1)]);
    let deliveries = 0;
    let finished = false;
    await listen(async (batch) => {
      deliveries += 1;
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      finished = !batch.signal.aborted;
      return allDone(batch);
    });
    await until('the slow handler', () => finished);
    expect(deliveries).toBe(1);
  });

  it('commits what a running batch has done when it is stopped', async () => {
    const { transport, topic, listen, lag } = await open(1);
    await transport.publish(
      topic,
      [0, 1, 2, 3, 4, 5].map((number) => message('a', number)),
    );
    let started = false;
    const subscription = await listen(async ({ messages, signal }) => {
      started = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return { next: (messages[0]?.offset ?? 0n) + 4n };
    });
    await until('a batch', () => started);
    await subscription.stop();
    expect(await lag()).toBe(2);
  });

  it('shares the partitions with a second member and loses nothing on the way', async () => {
    const { transport, topic, listen } = await open(6);
    const seen = [new Set<string>(), new Set<string>()] as const;
    const member = (own: Set<string>) => async (batch: Batch) => {
      for (const { headers } of batch.messages) own.add(headers.ce_id ?? '');
      return allDone(batch);
    };
    await listen(member(seen[0]));
    let sent = 0;
    const send = async () => {
      await transport.publish(
        topic,
        Array.from({ length: 50 }, (_, i) => message(`key-${i}`, sent)),
      );
      sent += 1;
    };
    await send();
    await until('the first member', () => seen[0].size > 0);
    await listen(member(seen[1]));
    await until('both members', async () => {
      await send();
      return seen[1].size > 0;
    });
    await until('everything', () => new Set([...seen[0], ...seen[1]]).size === 50 * sent);
  });

  if (name !== 'kafkajs') return; // the process below runs it

  it('takes over within ten seconds what a killed member had taken', async () => {
    const { transport, topic, group, listen } = await open(2);
    await transport.publish(topic, [message('a', 0), message('b', 0)]);
    const settings: MemberSettings = { brokers: brokers(), group, topic };
    const path = fileURLToPath(new URL('consumer-process.ts', import.meta.url));
    const child = spawn(process.execPath, [
      '--conditions=kefu-source',
      '--no-warnings',
      path,
      JSON.stringify(settings),
    ]);
    let taken = false;
    child.stdout.on('data', () => (taken = true));
    try {
      await until('the child takes a message', () => taken);
    } finally {
      child.kill('SIGKILL');
    }
    const received: string[] = [];
    const killedAt = performance.now();
    await listen(async (batch) => {
      received.push(...batch.messages.map(({ headers }) => headers.ce_id ?? ''));
      return allDone(batch);
    });
    await until('both messages', () => received.length >= 2);
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    expect(received.toSorted()).toEqual(['a-0', 'b-0']);
  });
});
