import type { IncomingMessage } from './transport.ts';

/** Messages that must follow each other. One without a key follows nobody. */
export const keyOf = ({ key, topic, partition, offset }: IncomingMessage): string =>
  key ?? `${topic}/${partition}/${offset}`;

const lanesOf = (messages: readonly IncomingMessage[]): IncomingMessage[][] => [
  ...Map.groupBy(messages, keyOf).values(),
];

/**
 * Works through a partition's messages: those of one key one after the other, different keys side by side.
 * `handle` answers whether its message is done; a lane ends at the first that is not. Resolves to the first offset
 * that is not done; later ones may be.
 */
export const runLanes = async (
  messages: readonly IncomingMessage[],
  handle: (message: IncomingMessage) => Promise<boolean>,
): Promise<bigint> => {
  const done = new Set<bigint>();
  await Promise.all(
    lanesOf(messages).map(async (lane) => {
      for (const message of lane) {
        if (!(await handle(message))) return;
        done.add(message.offset);
      }
    }),
  );
  const undone = messages.find(({ offset }) => !done.has(offset));
  return undone?.offset ?? nextAfter(messages);
};

const nextAfter = (messages: readonly IncomingMessage[]): bigint => {
  const last = messages.at(-1);
  if (last === undefined) throw new RangeError('a batch has messages');
  return last.offset + 1n;
};
