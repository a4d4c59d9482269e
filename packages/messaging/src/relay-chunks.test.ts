import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from './public-event-of.ts';
import { chunksOf } from './relay-chunks.ts';

const stored = (number: number): StoredEvent => ({
  id: `event-${number}`,
  type: 'MessageSent',
  data: {},
  stream: 'conversation-1',
  version: number,
  position: `1.1.${number}`,
  recordedAt: '2026-10-21T02:00:00.000Z',
  metadata: { who: { kind: 'system', id: 'test' }, correlationId: 'c' },
});
const upTo = (count: number) => Array.from({ length: count }, (_, i) => stored(i + 1));
const publish = (event: StoredEvent, name = '店') =>
  publicEventOf(event, 'gateway.shop-changed.v1', {
    shopId: 'flagship',
    name,
    platform: 'tmall',
    type: 'flagship',
    zone: 'Asia/Shanghai',
    state: 'open',
    at: '2026-10-01T00:00:00Z',
  });

describe('what a relay sends at once', () => {
  it('is at most 500 events', () => {
    const chunks = [...chunksOf(upTo(1_001), publish)];
    expect(chunks.map(({ messages, position }) => [messages.length, position])).toEqual([
      [500, '1.1.500'],
      [500, '1.1.1000'],
      [1, '1.1.1001'],
    ]);
  });

  it('is at most half of what the broker takes', () => {
    const chunks = [...chunksOf(upTo(5), (event) => publish(event, 'x'.repeat(200 * 1024)))];
    expect(chunks.map(({ messages }) => messages.length)).toEqual([2, 2, 1]);
  });

  it('passes over what stays inside the service, and remembers having passed', () => {
    expect([...chunksOf(upTo(3), () => undefined)]).toEqual([{ messages: [], position: '1.1.3' }]);
  });

  it('ends before an event that cannot be published', () => {
    const chunks = chunksOf(upTo(3), (event) => {
      if (event.version === 2) throw new TypeError('no such case');
      return publish(event);
    });
    expect(chunks.next().value).toMatchObject({ position: '1.1.1' });
    expect(() => chunks.next()).toThrow('event event-2 (MessageSent) cannot be published');
  });

  it('never holds an event that breaks its contract', () => {
    const broken = chunksOf(upTo(1), (event) => ({ ...publish(event), data: { shopId: 'NO!' } }) as never);
    expect(() => broken.next()).toThrow('cannot be published');
  });
});

describe('a public event', () => {
  it('takes its id, time and history from the stored one and its key from the contract', () => {
    expect(publish(stored(7))).toMatchObject({
      id: 'event-7',
      source: '/kefu/gateway',
      subject: 'flagship',
      time: '2026-10-21T02:00:00.000Z',
      correlationId: 'c',
    });
  });
});
