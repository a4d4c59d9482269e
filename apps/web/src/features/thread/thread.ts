import type { Message } from '@kefu/contracts';

/** The messages of a conversation that are in memory, by sequence. */
export type Thread = { messages: Message[] };

/** Adds messages however they came: late, twice, out of order. */
export const merge = (thread: Thread, arrived: readonly Message[]): Thread => {
  const bySequence = new Map(thread.messages.map((message) => [message.sequence, message]));
  for (const message of arrived) bySequence.set(message.sequence, message);
  return { messages: [...bySequence.values()].sort((a, b) => a.sequence - b.sequence) };
};

/** The sequence after which something is missing; undefined when the thread has no hole. */
export const gapAfter = ({ messages }: Thread): number | undefined => {
  const before = messages.findIndex((message, index) => {
    const next = messages[index + 1];
    return next !== undefined && next.sequence !== message.sequence + 1;
  });
  return messages[before]?.sequence;
};

export const lastOf = ({ messages }: Thread): number => messages.at(-1)?.sequence ?? 0;
export const firstOf = ({ messages }: Thread): number => messages[0]?.sequence ?? 1;
