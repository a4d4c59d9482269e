import { CommandHandler } from '@event-driven-io/emmett';
import type { Caller } from '../frame/calls.ts';
import { complaintOfEmmett, emmett, openEmmett } from '../contestants/emmett.ts';
import { metadata } from '../contestants/payload.ts';
import {
  addWords,
  evolve,
  fillingsOf,
  initial,
  streamsOf,
  takeInTurn,
  type Counted,
  type WordsAdded,
} from './words.ts';

const withMetadata = (events: WordsAdded[]) => events.map((event) => ({ ...event, metadata }));

export const createEmmett = async (lengths: readonly number[]): Promise<Caller> => {
  const opened = await openEmmett('decide');
  const handle = CommandHandler<Counted, WordsAdded & { metadata?: typeof metadata }>({
    evolve,
    initialState: () => initial,
    retry: { onVersionConflict: true },
  });
  const takers = new Map<number, () => string>();
  let appended = 0;
  for (const length of lengths) {
    const streams = streamsOf(length);
    takers.set(length, takeInTurn(streams));
    for (const stream of streams) {
      for (const events of fillingsOf(length)) {
        await opened.store.appendToStream(stream, withMetadata(events));
        appended += events.length;
      }
    }
  }
  return {
    ...emmett,
    work: async ({ size = 0 }) => {
      const stream = takers.get(size)?.() ?? '';
      await handle(opened.store, stream, (state) => withMetadata(addWords(state)));
      appended++;
      return stream;
    },
    complaint: () => complaintOfEmmett(opened, appended),
    close: opened.close,
  };
};
