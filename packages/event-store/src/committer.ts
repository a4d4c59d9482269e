import { setTimeout as wait } from 'node:timers/promises';
import pg, { type Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { batchOf } from './batch.ts';
import type { Commit, Outcome } from './commit.ts';
import { codeOf, isUnavailable, reaching } from './database.ts';
import { Overloaded, Unavailable } from './errors.ts';
import { createGroupCommit, type GroupOptions } from './group-commit.ts';
import { failPoint } from './fail-point.ts';
import { isObstruction, settleObstructed } from './obstruction.ts';
import type { Marks } from './marks.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Records } from './record.ts';
import { writeBatch, type Written } from './transaction.ts';
import type { View } from './view.ts';
import type { Writers } from './writers.ts';

type Parts<E extends DomainEvent> = {
  pool: Pool;
  writers: Writers;
  records: Records<E>;
  marks: Marks;
  views: readonly View<E>[];
  onCommitted(figures: Committed): void;
  group?: GroupOptions;
};

/** One transaction that was written. */
export type Committed = { commits: number; events: number; ms: number };

// 40001: a later transaction was first; 40P01: two of our view statements met crosswise. Nothing was written.
const isPassing = (error: unknown) => ['40001', '40P01'].includes(codeOf(error));
const mostPassing = 20;

// Said by the server, or by a view before anything was committed; what a connection's end says leaves the outcome open.
const wasRefused = (error: unknown): boolean =>
  !isUnavailable(error) && (error instanceof pg.DatabaseError || codeOf(error) === '');

/** The server ended a statement: nothing was written, and it may be one commit's doing. */
const wasTooSlow = (error: unknown): boolean =>
  error instanceof Unavailable && codeOf(error.cause) === '57014';

const outcomeOf = <E extends DomainEvent>(
  { first, answer = null }: Prepared<E>,
  events: Outcome<E>['events'] = [],
): Outcome<E> => ({
  events,
  version: events.findLast(({ stream }) => stream === first?.stream)?.version ?? 0,
  token: events.at(-1)?.position ?? null,
  answer,
  duplicate: false,
});

/**
 * Writes commits, those that come at the same time in one transaction. What stands in the way of one never fails
 * another: the obstructed are settled and the rest goes again without them; where the cause is unknown, each goes alone.
 */
export const createCommitter = <E extends DomainEvent>({
  pool,
  writers,
  records,
  marks,
  views,
  onCommitted,
  group,
}: Parts<E>) => {
  type Settle = (commit: Prepared<E>, outcome: PromiseSettledResult<Outcome<E>>) => void;

  const { freshMs = 30_000 } = group ?? {};
  // This process stood still, or keys took long: somebody may have been forgotten since. Sent again it is sealed anew.
  const isStale = ({ preparedAt }: Prepared<E>) => performance.now() - preparedAt > freshMs;
  const tooOld = `it was sealed more than ${freshMs / 1_000} s ago`;

  const write = async (commits: readonly Prepared<E>[], settle: Settle): Promise<void> => {
    let waiting = commits;
    for (let passing = 0; ;) {
      const stale = waiting.filter(isStale);
      for (const commit of stale) settle(commit, { status: 'rejected', reason: new Overloaded(tooOld) });
      waiting = waiting.filter((commit) => !stale.includes(commit));
      if (waiting.length === 0) return;
      const batch = batchOf(waiting);
      const began = performance.now();
      let written: Written<E>;
      try {
        written = await reaching(() => writers.use((client) => writeBatch(client, batch, views)));
      } catch (error) {
        const settled = isObstruction(error) ? await settleObstructed(pool, marks, waiting) : new Map();
        if (settled.size > 0) {
          for (const [commit, outcome] of settled) settle(commit, outcome);
          waiting = waiting.filter((commit) => !settled.has(commit));
        } else if ((isPassing(error) || isObstruction(error)) && passing++ < mostPassing) {
          await wait(Math.random() * 2 ** Math.min(passing, 6));
        } else if (waiting.length > 1 && (wasRefused(error) || wasTooSlow(error))) {
          await writeEach(waiting, settle);
          return;
        } else {
          for (const commit of waiting) settle(commit, { status: 'rejected', reason: error });
          return;
        }
        continue;
      }
      failPoint('append.committed');
      let events = 0;
      for (const [commit, ofCommit] of written) {
        events += ofCommit.length;
        settle(commit, { status: 'fulfilled', value: outcomeOf(commit, ofCommit) });
      }
      onCommitted({ commits: waiting.length, events, ms: performance.now() - began });
      return;
    }
  };

  /** One alone may take too long; where a second one does, it is the server that is slow, and nobody waits for the rest. */
  const writeEach = async (commits: readonly Prepared<E>[], settle: Settle): Promise<void> => {
    const tooSlow: unknown[] = [];
    for (const commit of commits) {
      if (tooSlow.length > 1) settle(commit, { status: 'rejected', reason: tooSlow[1] });
      else
        await write([commit], (of, outcome) => {
          if (outcome.status === 'rejected' && wasTooSlow(outcome.reason)) tooSlow.push(outcome.reason);
          settle(of, outcome);
        });
    }
  };

  const enqueue = createGroupCommit<E>(write, group);
  return async (commit: Commit<E>): Promise<Outcome<E>> => enqueue(await prepare(commit, records));
};
