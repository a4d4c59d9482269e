import type { DomainEvent } from '@kefu/contracts';
import { createEventStore, type EventStore, type EventStoreOptions } from '@kefu/event-store';
import { pagesOf } from '@kefu/testing/faults';
import type { TestDatabase } from '@kefu/testing/servers';
import type { Follow } from '../frame/calls.ts';
import { createLogDatabase, poolSize } from '../frame/database.ts';
import { complaintOf } from './payload.ts';

export const kefu = { name: 'kefu', version: '0.1.0' };

export type KefuLog<E extends DomainEvent> = {
  store: EventStore<E>;
  database: TestDatabase;
  /** What another process needs to open the same log. */
  settings: {
    databaseUrl: string;
    ownerDatabaseUrl: string;
    poolSize: number;
    keys: { databaseUrl: string; masterKey: string };
  };
  close(): Promise<void>;
};

/** A service's log in a fresh database, with tables for its views. */
export const openKefuLog = async <E extends DomainEvent = DomainEvent>(
  name: string,
  {
    tables,
    ...more
  }: Pick<EventStoreOptions<E>, 'views' | 'personal'> & { tables?: Record<string, string> } = {},
): Promise<KefuLog<E>> => {
  const database = await createLogDatabase(`bench_${name}`, tables);
  const settings = {
    databaseUrl: database.databaseUrl,
    ownerDatabaseUrl: database.migrationDatabaseUrl,
    poolSize,
    keys: { databaseUrl: database.keysDatabaseUrl, masterKey: Buffer.alloc(32, 1).toString('base64') },
  };
  const store = createEventStore<E>({ ...settings, ...more });
  return {
    store,
    database,
    settings,
    close: async () => {
      await store.close();
      await database.close();
    },
  };
};

/** Reads the whole feed: everything must be in it once, every stream in its order. */
export const complaintOfFeed = async <E extends DomainEvent>(
  store: EventStore<E>,
  appended: number,
): Promise<string | undefined> => {
  const heads = new Map<string, number>();
  let delivered = 0;
  let disordered = 0;
  for await (const events of pagesOf(store.feed, appended)) {
    delivered += events.length;
    for (const { stream, version } of events) {
      if (version !== (heads.get(stream) ?? 0) + 1) disordered++;
      heads.set(stream, version);
    }
  }
  return complaintOf(
    delivered !== appended && `${delivered} delivered of ${appended}`,
    disordered > 0 && `${disordered} out of order`,
  );
};

export const followFeed =
  (store: EventStore): Follow =>
  async (onEvent) => {
    const over = new AbortController();
    const reading = store.subscribe({
      name: 'live',
      after: await store.head(),
      onEvents: (events) => events.forEach(({ stream }) => onEvent(stream)),
      signal: over.signal,
    });
    return () => {
      over.abort();
      return reading;
    };
  };
