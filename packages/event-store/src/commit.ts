import type { DomainEvent } from '@kefu/contracts';
import type { Json, Metadata, StoredEvent } from './event.ts';
import type { Position } from './position.ts';
import type { Statement } from './statement.ts';

/** The version that a stream must have: a number, `none` for a stream that must be new, `any` for never mind. */
export type Expected = number | 'none' | 'any';

export type Append<E extends DomainEvent = DomainEvent> = {
  stream: string;
  expected: Expected;
  events: readonly E[];
  metadata: Metadata;
};

/** The mark of another service's event: it takes effect once for each consumer. */
export type Inbox = { consumer: string; eventId: string };

/** The mark of a command: within 24 h the same key answers the same again. */
export type Idempotency = { principal: string; key: string; bodyHash: string };

/** What one transaction writes, all or nothing. A stream may occur once in it. */
export type Commit<E extends DomainEvent = DomainEvent> = {
  appends: readonly Append<E>[];
  inbox?: Inbox;
  idempotency?: Idempotency;
  /** Further writes to the service's own tables; the key is theirs alone unless given. */
  statements?: readonly Statement[];
  /** Remembered with the idempotency mark and given again to a duplicate. */
  answer?: Json;
};

export type Outcome<E extends DomainEvent = DomainEvent> = {
  /** What was written now: empty for a duplicate and for a command that had nothing to do. */
  events: StoredEvent<E>[];
  /** The version of the first append's stream afterwards; 0 where nothing was appended. */
  version: number;
  /** Of the last event written: whoever has read up to it sees this effect. Null where nothing was written. */
  token: Position | null;
  answer: Json;
  /** The mark was there already: nothing was written, `answer` is the former one. */
  duplicate: boolean;
};
