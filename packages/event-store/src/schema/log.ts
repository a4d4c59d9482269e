import { archiveSchema } from '../archive.ts';
import { snapshotTable } from '../snapshot.ts';
import { besideGrantsFor, besideSchema, retiredViewSchema } from '../beside.ts';
import { appendFunction } from './append-events.ts';
import { settledBeforeFunction } from './settled-before.ts';

/**
 * The log and what stands around it, for a service's first migration. `data` and `metadata` are text: written and
 * read as they are, PostgreSQL keeps neither parsed; cast to jsonb to look inside. The primary key of `event` is its
 * order and every reader's cursor: `sequence` counts within a transaction. `epoch` grows when the log moves to another
 * cluster, whose transaction ids begin anew. The last event of a stream is its head.
 */
export const eventStoreSchema: string[] = [
  `CREATE TABLE event_log (
     epoch int NOT NULL,
     one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row)
   )`,
  `INSERT INTO event_log (epoch) VALUES (1)`,
  `CREATE TABLE event (
     epoch int NOT NULL,
     schema_version int NOT NULL,
     xid xid8 NOT NULL,
     sequence bigint NOT NULL,
     version bigint NOT NULL,
     recorded_at timestamptz(3) NOT NULL,
     id uuid NOT NULL,
     stream text NOT NULL,
     type text NOT NULL,
     subject text,
     data text NOT NULL,
     sealed text,
     metadata text NOT NULL,
     PRIMARY KEY (epoch, xid, sequence),
     UNIQUE (stream, version)
   )`,
  `CREATE TABLE inbox (
     consumer text NOT NULL,
     event_id text NOT NULL,
     recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (consumer, event_id)
   )`,
  `CREATE INDEX inbox_by_age ON inbox USING brin (recorded_at)`,
  `CREATE TABLE command_mark (
     principal text NOT NULL,
     key text NOT NULL,
     body_hash text NOT NULL,
     answer text NOT NULL,
     recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (principal, key)
   )`,
  `CREATE TABLE checkpoint (
     view text PRIMARY KEY,
     position text NOT NULL
   )`,
  ...archiveSchema,
  snapshotTable,
  retiredViewSchema,
  ...besideSchema,
  appendFunction,
  settledBeforeFunction,
];

/** What a service's own role may do with its log: read and append, never change. */
export const grantsFor = (role: string): string[] => [
  `GRANT SELECT ON event_log TO ${role}`,
  `GRANT SELECT, INSERT ON event TO ${role}`,
  `GRANT SELECT ON event_archive, event_history TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE ON checkpoint TO ${role}`,
  `GRANT SELECT, INSERT, DELETE ON inbox, command_mark TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot TO ${role}`,
  ...besideGrantsFor(role),
];
