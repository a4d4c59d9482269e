import type { Caller } from '../frame/calls.ts';
import { complaintOfFeed, kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { metadata } from '../contestants/payload.ts';
import { adding, fillingsOf, streamsOf, takeInTurn, type WordsAdded } from './words.ts';

export const createKefu = async (lengths: readonly number[]): Promise<Caller> => {
  const { store, close } = await openKefuLog<WordsAdded>('decide');
  const takers = new Map<number, () => string>();
  let appended = 0;
  for (const length of lengths) {
    const streams = streamsOf(length);
    takers.set(length, takeInTurn(streams));
    for (const stream of streams) {
      for (const events of fillingsOf(length)) {
        await store.commit({ appends: [{ stream, expected: 'any', events, metadata }] });
        appended += events.length;
      }
    }
  }
  return {
    ...kefu,
    work: async ({ size = 0 }) => {
      const stream = takers.get(size)?.() ?? '';
      // A stream of 100 is read as quickly as a snapshot.
      const snapshots = size > 1_000 ? { shape: 'words@1', every: 100 } : undefined;
      await store.handle({ stream, decider: adding, command: null, metadata, snapshots });
      appended++;
      return stream;
    },
    complaint: () => complaintOfFeed(store, appended),
    close,
  };
};
