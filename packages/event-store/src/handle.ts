import type { Decider, DomainEvent } from '@kefu/contracts';
import type { Append, Idempotency, Inbox, Outcome } from './commit.ts';
import type { Json, Metadata } from './event.ts';
import type { Statement } from './statement.ts';

/** One command on one stream: load, decide, append at the version that the decision was made on. */
export type Handle<E extends DomainEvent, C, S, D extends E> = {
  stream: string;
  decider: Decider<C, S, D>;
  command: C;
  metadata: Metadata;
  inbox?: Inbox;
  idempotency?: Idempotency;
  /** What to answer (and to a duplicate again), from what was decided and the state after it. */
  answer?(events: readonly D[], state: S): Json;
  /** Appends to other streams in the same transaction. */
  also?(events: readonly D[], state: S): readonly Append<E>[];
  /** Writes to the service's own tables in the same transaction. */
  statements?(events: readonly D[], state: S): readonly Statement[];
};

/** `version` is the stream's, `state` the one after the decision (for a duplicate: as it is now). */
export type Handled<S, E extends DomainEvent> = Outcome<E> & { state: S };
