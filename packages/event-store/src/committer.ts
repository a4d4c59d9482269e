import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseError, type Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { batchesOf, batchOf, prepare, type Batch, type Prepared } from './batch.ts';
import type { Commit, Outcome } from './commit.ts';
import { codeOf, isUnavailable, reaching } from './database.ts';
import { VersionConflict, type Conflict } from './errors.ts';
import type { Marks } from './marks.ts';
import type { Records } from './record.ts';
import { Obstructed, writeBatch, type Obstacle, type Written } from './transaction.ts';
import type { View } from './view.ts';

export type CommitAll<E extends DomainEvent> = (
  commits: readonly Commit<E>[],
) => Promise<PromiseSettledResult<Outcome<E>>[]>;

type Settled<E extends DomainEvent> = Map<Prepared<E>, PromiseSettledResult<Outcome<E>>>;

type Parts<E extends DomainEvent> = {
  pool: Pool;
  records: Records<E>;
  marks: Marks;
  views: readonly View<E>[];
  onCommitted(): void;
};

// 40001: a later transaction was first; 40P01: two of our view statements met crosswise. Nothing was written.
const isPassing = (error: unknown) => ['40001', '40P01'].includes(codeOf(error));
const mostPassing = 20;

const obstaclesOf = (error: unknown): readonly Obstacle[] | undefined => {
  if (error instanceof Obstructed) return error.obstacles;
  if (!(error instanceof DatabaseError) || error.code !== 'KF409') return undefined;
  return JSON.parse(error.detail ?? '[]') as Obstacle[];
};

const outcomeOf = <E extends DomainEvent>(commit: Prepared<E>, written: Written<E>): Outcome<E> => {
  const events = written.get(commit) ?? [];
  return {
    events,
    version: events.findLast(({ stream }) => stream === commit.first?.stream)?.version ?? 0,
    token: events.at(-1)?.position ?? null,
    answer: commit.answer ?? null,
    duplicate: false,
  };
};

/**
 * Writes commits in as few transactions as their streams allow. What stands in the way of one never fails another:
 * the obstructed are settled and the rest goes again without them; where the cause is unknown, each goes alone.
 */
export const createCommitter = <E extends DomainEvent>({
  pool,
  records,
  marks,
  views,
  onCommitted,
}: Parts<E>): CommitAll<E> => {
  const settleObstructed = async (
    batch: Batch<E>,
    obstacles: readonly Obstacle[],
    settled: Settled<E>,
  ): Promise<void> => {
    const conflicts = new Map<Prepared<E>, Conflict[]>();
    for (const obstacle of obstacles) {
      const place = obstacle.at - 1;
      if (obstacle.kind === 'conflict') {
        const { commit, append } = batch.appends[place] ?? {};
        if (!commit || !append) continue;
        const expected = typeof append.expected === 'number' ? append.expected : 0;
        const conflict = { stream: append.stream, expected, actual: obstacle.actual };
        conflicts.set(commit, [...(conflicts.get(commit) ?? []), conflict]);
      } else {
        const { commit } = batch[obstacle.kind === 'inbox' ? 'inbox' : 'marks'][place] ?? {};
        if (!commit) continue;
        const [former] = await Promise.allSettled([marks.former<E>(commit)]);
        if (former.status === 'rejected') settled.set(commit, former);
        // Purged since it was in the way? Then it is not, and the commit goes again.
        else if (former.value) settled.set(commit, { status: 'fulfilled', value: former.value });
      }
    }
    for (const [commit, all] of conflicts)
      settled.set(commit, { status: 'rejected', reason: new VersionConflict(all) });
  };

  const write = async (commits: readonly Prepared<E>[], settled: Settled<E>): Promise<void> => {
    let waiting = commits;
    for (let passing = 0; waiting.length > 0; waiting = waiting.filter((commit) => !settled.has(commit))) {
      const batch = batchOf(waiting);
      try {
        const written = await reaching(() => writeBatch(pool, batch, views));
        for (const commit of waiting)
          settled.set(commit, { status: 'fulfilled', value: outcomeOf(commit, written) });
        onCommitted();
      } catch (error) {
        const obstacles = obstaclesOf(error);
        if (obstacles) await settleObstructed(batch, obstacles, settled);
        else if (isPassing(error) && passing++ < mostPassing)
          await wait(Math.random() * 2 ** Math.min(passing, 6));
        else if (waiting.length > 1 && !isUnavailable(error))
          for (const commit of waiting) await write([commit], settled);
        else for (const commit of waiting) settled.set(commit, { status: 'rejected', reason: error });
      }
    }
  };

  return async (commits) => {
    const prepared = await prepare(commits, records);
    const settled: Settled<E> = new Map();
    for (const batch of batchesOf(prepared)) await write(batch, settled);
    return prepared.map(
      (commit) =>
        settled.get(commit) ?? { status: 'rejected', reason: new Error('a commit was left without outcome') },
    );
  };
};
