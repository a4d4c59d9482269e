import type { DomainEvent, PersonalFields } from '@kefu/contracts';
import type { Pool } from 'pg';
import { createArchive } from './archive.ts';
import { dropTablesBeside } from './beside.ts';
import type { Commit, Idempotency, Inbox, Outcome } from './commit.ts';
import { createCommitter, type Committed } from './committer.ts';
import { connectionOf, createPool, reaching } from './database.ts';
import type { StoredEvent } from './event.ts';
import { createFeed, createHead, type Feed, type Page } from './feed.ts';
import { createFollower } from './follow.ts';
import type { GroupOptions } from './group-commit.ts';
import { createHandle, type Handle, type Handled } from './handle.ts';
import { hashOf } from './hash.ts';
import { createKeyRing } from './key-ring.ts';
import { createLoad, createRead, type Load } from './load.ts';
import { createMarks } from './marks.ts';
import type { Position } from './position.ts';
import { createRebuild, type Rebuild } from './rebuild.ts';
import { createRecords } from './record.ts';
import { createSubscriptions, type Subscription } from './subscribe.ts';
import { createUpcasting, type Upcasters } from './upcast.ts';
import type { View } from './view.ts';
import { createWakeUp } from './wake-up.ts';
import { createWriters } from './writers.ts';

export type EventStoreOptions<E extends DomainEvent> = {
  databaseUrl: string;
  /** Connections for reading at most; 10 unless given. Commits have up to 6 of their own. */
  poolSize?: number;
  /** Where the customers' data keys live, and the 32 bytes that wrap them. */
  keys: { databaseUrl: string; masterKey: Buffer | string };
  personal?: PersonalFields<E>;
  upcasters?: Upcasters;
  /** Written in the transaction of their events, so always up to date. */
  views?: readonly View<E>[];
  /** How commits that come at the same time are put together. */
  group?: GroupOptions;
  /** Hears of each transaction that was written. */
  observe?: { committed(figures: Committed): void };
  /** The owner of the views' tables, for `rebuild`, `rollBack` and `archive`; the service's own role unless given. */
  ownerDatabaseUrl?: string;
};

export type EventStore<E extends DomainEvent = DomainEvent> = {
  /**
   * Runs one command. Decides again when others were quicker, up to five times, then throws VersionConflict.
   * `Refused` passes through and is not remembered. Throws CommandReused and Unavailable.
   */
  handle<C, S, D extends E>(command: Handle<E, C, S, D>): Promise<Handled<S, E>>;
  /**
   * All or nothing, in one transaction that it may share with others; what becomes of those does not concern it.
   * Throws VersionConflict, CommandReused, Unavailable, Overloaded.
   */
  commit(commit: Commit<E>): Promise<Outcome<E>>;
  /**
   * What became of the same event or command before, for those who decide without `handle`; undefined where it is new.
   * Throws CommandReused.
   */
  former(marks: { inbox?: Inbox; idempotency?: Idempotency }): Promise<Outcome<E> | undefined>;
  load: Load<E>;
  /** Events of one stream from a version on (1 unless given). */
  read(stream: string, range?: { from?: number; limit?: number }): Promise<StoredEvent<E>[]>;
  /** The log in an order in which nothing ever appears behind a reader, and every stream in its own order. */
  feed(page: Page): Promise<Feed<E>>;
  /** Where the feed ends now, for a subscription that begins about here; null for an empty log. */
  head(): Promise<Position | null>;
  /** Calls `onEvents` with everything after a position, as it comes; resolves when aborted. */
  subscribe(subscription: Subscription<E>): Promise<void>;
  /** Where each running subscription stands, for lag and liveness. */
  subscriptions(): ReadonlyMap<string, Position | null>;
  /** Keeps a view that is not inline: its statements and its checkpoint share each transaction. Resolves when aborted. */
  follow(view: View<E>, signal: AbortSignal): Promise<void>;
  /** Builds a view beside the live one from the whole log, and switches. Writers go on meanwhile. */
  rebuild: Rebuild<E>;
  /** Puts the tables that were live before the last switch back in their place, with what has come since. */
  rollBack: Rebuild<E>;
  /** Moves ended streams' events before a position, which every subscriber has passed, out of the hot table. */
  archive(streams: readonly string[], before: Position): Promise<number>;
  /** Of a view's rows, whatever their order. */
  hash(view: View<E>): Promise<string>;
  /** Until the view that `follow` keeps (or, without one, every reader of the feed) can have seen the token; false after `timeoutMs` (2,000). */
  waitFor(token: Position, options?: { view?: string; timeoutMs?: number }): Promise<boolean>;
  /**
   * Destroys the data keys of one or several subjects for good: personal fields read as null from then on, and are not
   * written again. Drops all tables beside the live ones once, so a rebuild under way begins anew.
   */
  forget(subjects: string | readonly string[]): Promise<void>;
  /** Drops marks of commands older than 24 hours and of events older than 60 days; answers how many. */
  purgeMarks(): Promise<number>;
  close(): Promise<void>;
  /** For queries of read models. */
  readonly pool: Pool;
};

export const createEventStore = <E extends DomainEvent>(options: EventStoreOptions<E>): EventStore<E> => {
  const {
    databaseUrl,
    poolSize = 10,
    keys,
    personal,
    upcasters,
    views = [],
    ownerDatabaseUrl = databaseUrl,
  } = options;
  const pool = createPool(databaseUrl, poolSize);
  // whole tables are read or emptied there: nobody waits for an answer
  const unhurried = createPool(databaseUrl, 1, connectionOf);
  const writers = createWriters(databaseUrl);
  const keysPool = createPool(keys.databaseUrl, 2);
  const keyRing = createKeyRing(keysPool, keys.masterKey);
  const records = createRecords(keyRing, createUpcasting(upcasters), personal);
  const marks = createMarks(pool, unhurried);
  const wakeUp = createWakeUp();
  const load = createLoad(pool, records);
  const feed = createFeed(pool, records);
  const subscriptions = createSubscriptions(feed, wakeUp);
  const follower = createFollower(pool, subscriptions);
  const commit = createCommitter({
    pool,
    writers,
    records,
    marks,
    views,
    group: options.group,
    onCommitted: (figures) => {
      wakeUp.ring();
      options.observe?.committed(figures);
    },
  });
  let closing: Promise<void> | undefined;
  return {
    commit,
    handle: createHandle(load, commit, marks),
    former: (marked) => marks.former<E>(marked),
    load,
    read: createRead(pool, records),
    feed,
    head: createHead(pool),
    subscribe: subscriptions.subscribe,
    subscriptions: subscriptions.positions,
    follow: follower.follow,
    waitFor: follower.waitFor,
    ...createRebuild(ownerDatabaseUrl, records, keyRing.empty),
    archive: createArchive(ownerDatabaseUrl),
    hash: (view) => reaching(() => hashOf(unhurried, view)),
    forget: async (subjects) => {
      for (const subject of [subjects].flat()) await keyRing.destroy(subject);
      await reaching(async () => {
        await unhurried.query('DELETE FROM snapshot');
        await dropTablesBeside(unhurried);
      });
    },
    purgeMarks: marks.purge,
    close: () =>
      (closing ??= Promise.all([pool.end(), unhurried.end(), writers.close(), keysPool.end()]).then(
        () => undefined,
      )),
    pool,
  };
};
