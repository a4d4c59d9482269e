import type { EventStore, Position } from '@kefu/event-store';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';

export type Filled = {
  /** Streams of ten events. */
  tens: string[];
  /** Where half of the log lies behind. */
  middle: Position | null;
};

export const longest = 'the-longest';
export const eventOf = (): WordsAdded => ({ type: 'WordsAdded', data: payload });

const eventsOf = (count: number): WordsAdded[] => Array.from({ length: count }, eventOf);

/**
 * A log of so many events: the first thousand are a hundred streams of ten, a tenth of the log, up to 100,000, is one
 * stream, and each of the others is a stream of its own.
 */
export const fill = async (store: EventStore<WordsAdded>, count: number, seed: number): Promise<Filled> => {
  const newStream = createStreamNames(seed);
  const tens = Array.from({ length: 100 }, newStream);
  const append = (streams: readonly string[], each: number) =>
    store.commit({
      appends: streams.map((stream) => ({
        stream,
        expected: 'any' as const,
        events: eventsOf(each),
        metadata,
      })),
    });
  await append(tens, 10);
  let written = 1_000;
  const long = Math.min(count / 10, 100_000);
  for (let inLong = 0; inLong < long; inLong += 1_000) await append([longest], 1_000);
  written += long;
  let middle: Position | null = null;
  while (written < count) {
    // Four transactions under way at once: what fills twenty million in minutes.
    const some = Array.from({ length: Math.min(4, Math.ceil((count - written) / 1_000)) }, (_, i) =>
      append(Array.from({ length: Math.min(1_000, count - written - i * 1_000) }, newStream), 1),
    );
    const outcomes = await Promise.all(some);
    for (const { events, token } of outcomes) {
      written += events.length;
      if (written < count / 2) middle = token;
    }
  }
  return { tens, middle };
};
