import type { Message } from '@kefu/contracts';

/** What the customer wrote and the service has not confirmed yet. */
export type Pending = { messageId: string; text: string; state: 'sending' | 'failed' };

export type Timeline = {
  /** Confirmed messages in order of their sequence. */
  messages: readonly Message[];
  pending: readonly Pending[];
};

export const emptyTimeline: Timeline = { messages: [], pending: [] };

/** Takes in messages however they come: by push, by answer, twice, or out of order. */
export const withMessages = ({ messages, pending }: Timeline, arrived: readonly Message[]): Timeline => {
  const known = new Map([...messages, ...arrived].map((message) => [message.messageId, message]));
  return {
    messages: [...known.values()].toSorted((a, b) => a.sequence - b.sequence),
    pending: pending.filter(({ messageId }) => !known.has(messageId)),
  };
};

export const withPending = (timeline: Timeline, messageId: string, text: string): Timeline => ({
  ...timeline,
  pending: [
    ...timeline.pending.filter((one) => one.messageId !== messageId),
    { messageId, text, state: 'sending' },
  ],
});

export const withFailure = (timeline: Timeline, messageId: string): Timeline => ({
  ...timeline,
  pending: timeline.pending.map((one) => (one.messageId === messageId ? { ...one, state: 'failed' } : one)),
});
