import type { Message } from '@kefu/contracts';

/** What the customer wrote and the service has not confirmed yet: `failed` did not get through, `refused` may not. */
export type Pending = { messageId: string; text: string; state: 'sending' | 'failed' | 'refused' };

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
  pending: timeline.pending.some((one) => one.messageId === messageId)
    ? timeline.pending.map((one) => (one.messageId === messageId ? { ...one, state: 'sending' } : one))
    : [...timeline.pending, { messageId, text, state: 'sending' }],
});

export const withFailure = (
  timeline: Timeline,
  messageId: string,
  state: 'failed' | 'refused' = 'failed',
): Timeline => ({
  ...timeline,
  pending: timeline.pending.map((one) => (one.messageId === messageId ? { ...one, state } : one)),
});

/** What goes again by itself next; one after another, so that they arrive in the order they were written. */
export const nextToSendAgain = ({ pending }: Timeline): Pending | undefined =>
  pending.some(({ state }) => state === 'sending')
    ? undefined
    : pending.find(({ state }) => state === 'failed');

/** A timeline that begins with what an earlier page did not get through; it may have arrived all the same. */
export const resumed = (kept: readonly Pending[]): Timeline => ({
  messages: [],
  pending: kept.map((one) => (one.state === 'sending' ? { ...one, state: 'failed' } : one)),
});
