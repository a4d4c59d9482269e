import type { Decider, DomainEvent } from '@kefu/contracts';
import { payload } from '../contestants/payload.ts';

export type WordsAdded = DomainEvent<'WordsAdded', typeof payload>;

/** A decision that needs all of its stream: how many words there were. */
export type Counted = { words: number };
export const initial: Counted = { words: 0 };
export const evolve = ({ words }: Counted, { data }: WordsAdded): Counted => ({
  words: words + data.words.length,
});
export const addWords = (state: Counted): WordsAdded[] => {
  if (state.words === 0) throw new Error('the stream was not read');
  return [{ type: 'WordsAdded', data: payload }];
};
export const adding: Decider<null, Counted, WordsAdded> = {
  initial,
  evolve,
  decide: (_, state) => addWords(state),
};

/** How many streams of one length there are: each call takes the next one, so that they hardly grow. */
export const streamsOf = (length: number): string[] =>
  Array.from({ length: length > 1_000 ? 16 : 500 }, (_, i) => `case-${length}-${i}`);

export const takeInTurn = <Item>(items: readonly Item[]): (() => Item) => {
  let next = 0;
  return () => {
    const item = items[next++ % items.length];
    if (item === undefined) throw new RangeError('nothing to take from');
    return item;
  };
};

/** So many events of the payload, at most a thousand a time. */
export const fillingsOf = (length: number): WordsAdded[][] => {
  const event = (): WordsAdded => ({ type: 'WordsAdded', data: payload });
  return Array.from({ length: Math.ceil(length / 1_000) }, (_, i) =>
    Array.from({ length: Math.min(1_000, length - i * 1_000) }, event),
  );
};
