import { setTimeout as wait } from 'node:timers/promises';
import { Refused, type Decider, type DomainEvent } from '@kefu/contracts';
import type { Append, Commit, Idempotency, Inbox, Outcome } from './commit.ts';
import { VersionConflict } from './errors.ts';
import type { Json, Metadata } from './event.ts';
import { createTurns } from './in-turn.ts';
import type { Load } from './load.ts';
import type { Marks } from './marks.ts';
import { snapshotStatements, type Snapshots } from './snapshot.ts';
import type { Statement } from './statement.ts';

/** One command on one stream: load, decide, append at the version that the decision was made on. */
export type Handle<E extends DomainEvent, C, S, D extends E> = {
  stream: string;
  decider: Decider<C, S, D>;
  /** As the decider takes it: inferred from what is given, it could be undefined. */
  command: NoInfer<C>;
  metadata: Metadata;
  inbox?: Inbox;
  idempotency?: Idempotency;
  /** Only where it was measured to pay: for streams of hundreds of events. */
  snapshots?: Snapshots;
  /** What to answer (and to a duplicate again), from what was decided and the state after it. */
  answer?(events: readonly D[], state: S): Json;
  /** Appends to other streams in the same transaction. */
  also?(events: readonly D[], state: S): readonly Append<E>[];
  /** Writes to the service's own tables in the same transaction. */
  statements?(events: readonly D[], state: S): readonly Statement[];
};

/** `version` and `state` are the stream's after the decision; for a duplicate: as they are now. */
export type Handled<S, E extends DomainEvent> = Outcome<E> & { state: S };

export type HandleCommand<E extends DomainEvent> = <C, S, D extends E>(
  handle: Handle<E, C, S, D>,
) => Promise<Handled<S, E>>;

const mostDecisions = 6;

export const createHandle = <E extends DomainEvent>(
  load: Load<E>,
  commit: (commit: Commit<E>) => Promise<Outcome<E>>,
  marks: Marks,
): HandleCommand<E> => {
  // Commands of this process on one stream wait for each other here instead of conflicting in the database.
  const inTurn = createTurns();

  const decideOnce = async <C, S, D extends E>(handle: Handle<E, C, S, D>): Promise<Handled<S, E>> => {
    const { stream, decider, command, metadata, inbox, idempotency } = handle;
    const before = await load(stream, decider, handle.snapshots);
    const now = (outcome: Outcome<E>) => ({
      ...outcome,
      version: before.version,
      token: before.token,
      state: before.state,
    });
    let events: readonly D[];
    try {
      events = decider.decide(command, before.state);
    } catch (error) {
      // What was done already is often refused a second time: the one who comes again gets the former answer.
      const former = error instanceof Refused ? await marks.former<E>({ inbox, idempotency }) : undefined;
      if (former) return now(former);
      throw error;
    }
    const state = events.reduce((folded, event) => decider.evolve(folded, event), before.state);
    const answer = handle.answer?.(events, state) ?? null;
    const own = { stream, expected: before.version, events, metadata };
    const appends = [...(events.length > 0 ? [own] : []), ...(handle.also?.(events, state) ?? [])];
    const statements = [
      ...(handle.statements?.(events, state) ?? []),
      ...snapshotStatements(stream, before, handle.snapshots),
    ];
    if (appends.length === 0 && statements.length === 0 && !inbox && !idempotency)
      return { events: [], version: before.version, token: before.token, answer, duplicate: false, state };
    const outcome = await commit({ appends, inbox, idempotency, statements, answer });
    if (outcome.duplicate) return now(outcome);
    return {
      ...outcome,
      version: before.version + events.length,
      token: outcome.token ?? before.token,
      state,
    };
  };

  return (handle) =>
    inTurn(handle.stream, async () => {
      for (let decisions = 1; ; decisions++) {
        try {
          return await decideOnce(handle);
        } catch (error) {
          if (!(error instanceof VersionConflict) || decisions === mostDecisions) throw error;
          // Who met once would meet again: rivals of other processes part by chance.
          await wait(Math.random() * 2 ** decisions);
        }
      }
    });
};
