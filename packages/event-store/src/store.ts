import type { Decider, DomainEvent, PersonalFields } from '@kefu/contracts';
import type { Pool } from 'pg';
import type { Commit, Outcome } from './commit.ts';
import type { StoredEvent } from './event.ts';
import type { Handle, Handled } from './handle.ts';
import type { Position } from './position.ts';
import type { Upcasters } from './upcast.ts';
import type { View } from './view.ts';

export type EventStoreOptions<E extends DomainEvent> = {
  databaseUrl: string;
  /** Connections at most; 10 unless given. */
  poolSize?: number;
  /** Where the customers' data keys live, and the 32 bytes that wrap them. */
  keys: { databaseUrl: string; masterKey: Buffer | string };
  personal?: PersonalFields<E>;
  upcasters?: Upcasters;
  /** Written in the transaction of their events, so always up to date. */
  views?: readonly View<E>[];
  /** The owner of the views' tables, for `rebuild`; the service's own role unless given. */
  ownerDatabaseUrl?: string;
};

export type Feed<E extends DomainEvent> = {
  events: StoredEvent<E>[];
  /** Where to go on reading: of the last event, or what was given where there was none. */
  position: Position | null;
};

export type Subscription<E extends DomainEvent> = {
  name: string;
  /** The position after which to begin; null for the beginning of the log. */
  after: Position | null;
  /** Gets batches in the log's order, the next one when this one is settled. A throw ends the subscription. */
  onEvents(events: StoredEvent<E>[], position: Position): Promise<void> | void;
  signal: AbortSignal;
  /** Events in a batch at most; 500 unless given. */
  limit?: number;
};

export type EventStore<E extends DomainEvent = DomainEvent> = {
  /**
   * Runs one command. Decides again when others were quicker, up to five times, then throws VersionConflict.
   * `Refused` passes through and is not remembered. Throws CommandReused and Unavailable.
   */
  handle<C, S, D extends E>(command: Handle<E, C, S, D>): Promise<Handled<S, D>>;
  /** One transaction. Throws VersionConflict, CommandReused, Unavailable. */
  commit(commit: Commit<E>): Promise<Outcome<E>>;
  /** Several commits that share transactions as far as they can, each with an outcome of its own. */
  commitAll(commits: readonly Commit<E>[]): Promise<PromiseSettledResult<Outcome<E>>[]>;
  load<C, S, D extends E>(stream: string, decider: Decider<C, S, D>): Promise<{ state: S; version: number; token: Position | null }>;
  /** Events of one stream from a version on (1 unless given). */
  read(stream: string, range?: { from?: number; limit?: number }): Promise<StoredEvent<E>[]>;
  /** The log in an order in which nothing ever appears behind a reader, and every stream in its own order. */
  feed(page: { after: Position | null; limit: number }): Promise<Feed<E>>;
  /** Calls `onEvents` with everything after a position, as it comes; resolves when aborted. */
  subscribe(subscription: Subscription<E>): Promise<void>;
  /** Keeps a view that is not inline: its statements and its checkpoint share each transaction. Resolves when aborted. */
  follow(view: View<E>, signal: AbortSignal): Promise<void>;
  /** Builds a view beside the live one from the whole log, and switches. Writers go on meanwhile. */
  rebuild(view: View<E>): Promise<{ events: number; hash: string }>;
  /** Of a view's rows, whatever their order. */
  hash(view: View<E>): Promise<string>;
  /** Until the view that `follow` keeps (or, without one, every reader of the feed) can have seen the token; false after `timeoutMs` (2,000). */
  waitFor(token: Position, options?: { view?: string; timeoutMs?: number }): Promise<boolean>;
  /** Destroys the customer's data key for good: personal fields read as null from then on, and are not written again. */
  forget(customerId: string): Promise<void>;
  /** Drops marks of commands older than 24 hours. */
  purgeMarks(): Promise<number>;
  close(): Promise<void>;
  /** For queries of read models. */
  readonly pool: Pool;
};

export const createEventStore = <E extends DomainEvent>(_options: EventStoreOptions<E>): EventStore<E> => {
  throw new Error('not here yet');
};
