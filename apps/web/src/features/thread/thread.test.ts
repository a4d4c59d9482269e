import { describe, expect, it } from '@jest/globals';
import type { Message } from '@kefu/contracts';
import { gapAfter, lastOf, merge } from './thread.ts';

const message = (sequence: number, text = String(sequence)): Message => ({
  messageId: `0199f0a0-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
  conversationId: '0199f0a0-0000-7000-8000-000000000005',
  sequence,
  from: 'customer',
  senderId: 'cu_1',
  text,
  link: null,
  visibleTo: 'everyone',
  at: '2026-10-21T02:00:00Z',
});
const thread = (...sequences: number[]) => ({ messages: sequences.map((sequence) => message(sequence)) });
const sequences = ({ messages }: { messages: Message[] }) => messages.map(({ sequence }) => sequence);

describe('messages in memory', () => {
  it('stand in the order of their sequence however they came', () => {
    expect(sequences(merge(thread(1, 2), [message(4), message(3)]))).toEqual([1, 2, 3, 4]);
  });

  it('are there once when they come twice', () => {
    expect(sequences(merge(thread(1, 2), [message(2), message(2)]))).toEqual([1, 2]);
  });

  it('take the later reading of a message', () => {
    const forgotten = { ...message(2), text: null };
    expect(merge(thread(1, 2), [forgotten]).messages[1]?.text).toBeNull();
  });

  it('know after which sequence something is missing', () => {
    expect(gapAfter(thread(3, 4, 7, 8))).toBe(4);
    expect(gapAfter(thread(3, 4, 5))).toBeUndefined();
    expect(gapAfter(thread())).toBeUndefined();
  });

  it('know the last sequence seen', () => {
    expect(lastOf(thread(1, 2))).toBe(2);
    expect(lastOf(thread())).toBe(0);
  });
});
