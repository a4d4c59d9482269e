import type { DomainEvent } from '@kefu/contracts';
import { createEventStore, type EventStore, type Position } from '@kefu/event-store';
import type { Contestant } from '../contest.ts';
import { createLogDatabase } from '../database.ts';
import { metadata, newStream, payload } from './payload.ts';

/** Reads the whole feed: everything must be in it once, every stream in its order. */
export const complaintOf = async (store: EventStore, acknowledged: number): Promise<string | undefined> => {
  const heads = new Map<string, number>();
  let delivered = 0;
  let disordered = 0;
  for (let after: Position | null = null; ;) {
    const { events, position } = await store.feed({ after, limit: 5_000 });
    if (events.length === 0) break;
    for (const { stream, version } of events) {
      if (version !== (heads.get(stream) ?? 0) + 1) disordered++;
      heads.set(stream, version);
      delivered++;
    }
    after = position;
  }
  const wrong = [
    ...(delivered === acknowledged ? [] : [`${delivered} delivered of ${acknowledged}`]),
    ...(disordered === 0 ? [] : [`${disordered} out of order`]),
  ];
  return wrong.length > 0 ? wrong.join(', ') : undefined;
};

/** Appends so many events a call, each time to a new stream, or to those of `streams` in turn at any version. */
export type Appending = { poolSize: number; events?: number; streams?: number };

export const createKefu = async ({
  poolSize,
  events: count = 1,
  streams,
}: Appending): Promise<Contestant> => {
  const database = await createLogDatabase('bench_kefu');
  const store = createEventStore({
    databaseUrl: database.databaseUrl,
    poolSize,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1) },
  });
  const events: DomainEvent[] = Array.from({ length: count }, () => ({ type: 'CaseOpened', data: payload }));
  let calls = 0;
  return {
    name: 'kefu',
    version: '0.1.0',
    work: async () => {
      const stream = streams === undefined ? newStream() : `hot-${calls++ % streams}`;
      const expected = streams === undefined ? 'none' : 'any';
      await store.commit({ appends: [{ stream, expected, events, metadata }] });
      return stream;
    },
    complaint: (acknowledged) => complaintOf(store, acknowledged * count),
    // Told apart by their streams, so only where each call has a stream of its own.
    follow: async (onEvent) => {
      const over = new AbortController();
      const reading = store.subscribe({
        name: 'live',
        after: await store.head(),
        onEvents: (page) => page.forEach(({ stream, version }) => version === 1 && onEvent(stream)),
        signal: over.signal,
      });
      return () => {
        over.abort();
        return reading;
      };
    },
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};
