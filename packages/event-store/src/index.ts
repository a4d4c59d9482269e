export { comparePositions, type Position } from './position.ts';
export { envelopeOf, type Json, type Metadata, type StoredEvent } from './event.ts';
export type { Committed } from './committer.ts';
export type { GroupOptions } from './group-commit.ts';
export type { Append, Commit, Expected, Idempotency, Inbox, Outcome } from './commit.ts';
export type { Handle, Handled } from './handle.ts';
export { CommandReused, Overloaded, Unavailable, VersionConflict, type Conflict } from './errors.ts';
export type { Rebuild, RebuildOptions, Rebuilt } from './rebuild.ts';
export type { Snapshots } from './snapshot.ts';
export type { Statement } from './statement.ts';
export { defineView, type View } from './view.ts';
export type { Upcasters } from './upcast.ts';
export { createEventStore, type EventStore, type EventStoreOptions } from './store.ts';
export type { Feed } from './feed.ts';
export type { Subscription } from './subscribe.ts';
export { eventStoreSchema, grantsFor } from './schema/log.ts';
export { isSettled } from './schema/settled-before.ts';
export { keysSchema, keysGrantsFor } from './schema/keys.ts';
export { eventStoreMigrations } from './schema/migration.ts';
export { isUnavailable } from './database.ts';
export { feedLag, type FeedLag } from './watch/feed-lag.ts';
export {
  oldestWriter,
  oldestWriterGrantsFor,
  oldestWriters,
  oldestWriterSchema,
  type OldestWriter,
} from './watch/oldest-writer.ts';
export {
  verifyLog,
  type LogHead,
  type LogProblem,
  type VerifiedLog,
  type VerifyOptions,
} from './watch/verify-log.ts';
