import { describe, expect, it } from '@jest/globals';
import type { Message } from '@kefu/contracts';
import { createOutbox, type Unsent } from './outbox.ts';

const conversationId = '0199f0a0-0000-7000-8000-000000000005';
const unsent = (messageId: string) => ({
  messageId,
  conversationId,
  text: messageId,
  at: '2026-10-21T02:00:00Z',
});
const recorded = ({ messageId, text, at }: Unsent, sequence: number): Message => ({
  messageId,
  conversationId,
  sequence,
  from: 'agent',
  senderId: 'agent-lin',
  text,
  link: null,
  visibleTo: 'everyone',
  at,
});

const settled = async (outbox: { all: () => Unsent[] }, isSettled: (items: Unsent[]) => boolean) => {
  for (let turn = 0; turn < 100 && !isSettled(outbox.all()); turn += 1) await Promise.resolve();
};

const outboxThat = (answers: (item: Unsent) => Promise<Message>, stored: Unsent[] = []) => {
  const sent: string[] = [];
  const outbox = createOutbox({
    send: answers,
    onSent: ({ messageId }) => void sent.push(messageId),
    codeOf: () => 'offline',
    stored,
    store: () => undefined,
  });
  return { outbox, sent };
};

describe('messages on their way', () => {
  it('leave in the order they were written, one after another', async () => {
    let sequence = 0;
    const { outbox, sent } = outboxThat(async (item) => recorded(item, (sequence += 1)));
    outbox.put(unsent('a'));
    outbox.put(unsent('b'));
    expect(outbox.all().map(({ state }) => state)).toEqual(['sending', 'sending']);
    await settled(outbox, (items) => items.length === 0);
    expect(sent).toEqual(['a', 'b']);
  });

  it('stay as failed with the reason, and go again under the same messageId', async () => {
    const asked: string[] = [];
    const { outbox, sent } = outboxThat(async (item) => {
      asked.push(item.messageId);
      if (asked.length === 1) throw new Error('no network');
      return recorded(item, 1);
    });
    outbox.put(unsent('a'));
    await settled(outbox, ([item]) => item?.state === 'failed');
    expect(outbox.all()).toMatchObject([{ messageId: 'a', state: 'failed', code: 'offline' }]);
    outbox.resend('a');
    await settled(outbox, (items) => items.length === 0);
    expect(asked).toEqual(['a', 'a']);
    expect(sent).toEqual(['a']);
  });

  it('come back as failed when the page closed in between', () => {
    const { outbox } = outboxThat(async (item) => recorded(item, 1), [{ ...unsent('a'), state: 'sending' }]);
    expect(outbox.all()).toMatchObject([{ messageId: 'a', state: 'failed' }]);
  });
});
