import { describe, expect, it } from '@jest/globals';
import type { Message } from '@kefu/contracts';
import {
  emptyTimeline,
  nextToSendAgain,
  resumed,
  withFailure,
  withMessages,
  withPending,
} from './timeline.ts';

const message = (sequence: number, messageId = `m-${sequence}`): Message => ({
  messageId,
  conversationId: 'c-1',
  sequence,
  from: 'customer',
  senderId: 'cu_1',
  text: `第 ${sequence} 句`,
  link: null,
  visibleTo: 'everyone',
  at: '2026-10-21T01:41:00Z',
});

describe('the timeline of a conversation', () => {
  it('puts late messages where they belong', () => {
    const timeline = withMessages(withMessages(emptyTimeline, [message(3)]), [message(1), message(2)]);
    expect(timeline.messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
  it('shows a message that came twice once', () => {
    expect(withMessages(withMessages(emptyTimeline, [message(1)]), [message(1)]).messages).toHaveLength(1);
  });
  it('replaces what was being sent by the confirmed message', () => {
    const timeline = withMessages(withPending(emptyTimeline, 'm-1', '第 1 句'), [message(1)]);
    expect(timeline.pending).toEqual([]);
    expect(timeline.messages).toHaveLength(1);
  });
  it('keeps what failed until it is sent again', () => {
    const failed = withFailure(withPending(emptyTimeline, 'm-1', '在吗'), 'm-1');
    expect(failed.pending).toEqual([{ messageId: 'm-1', text: '在吗', state: 'failed' }]);
    expect(withPending(failed, 'm-1', '在吗').pending).toEqual([
      { messageId: 'm-1', text: '在吗', state: 'sending' },
    ]);
  });
  it('sends again what did not get through, in the order it was written, and nothing that was refused', () => {
    let timeline = withPending(withPending(emptyTimeline, 'm-1', '在吗'), 'm-2', '少了一件');
    timeline = withPending(timeline, 'm-3', '还有');
    timeline = withFailure(withFailure(timeline, 'm-2'), 'm-1');
    timeline = withFailure(timeline, 'm-3', 'refused');
    expect(nextToSendAgain(timeline)?.messageId).toBe('m-1');
    timeline = withPending(timeline, 'm-1', '在吗');
    expect(nextToSendAgain(timeline)).toBeUndefined();
    timeline = withMessages(timeline, [message(1, 'm-1')]);
    expect(nextToSendAgain(timeline)?.messageId).toBe('m-2');
    expect(nextToSendAgain(withMessages(timeline, [message(2, 'm-2')]))).toBeUndefined();
  });
  it('goes on after a reload with what was on its way', () => {
    const before = withPending(emptyTimeline, 'm-1', '在吗');
    expect(nextToSendAgain(resumed(before.pending))?.messageId).toBe('m-1');
  });
});
