import pg, { type Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import type { Outcome } from './commit.ts';
import { reaching } from './database.ts';
import { VersionConflict, type Conflict } from './errors.ts';
import type { Marks } from './marks.ts';
import type { Prepared } from './prepare.ts';

const ownTables = ['event', 'inbox', 'command_mark'];

/** Somebody wrote before: the same event, the same command, or the version that this one was to be. */
export const isObstruction = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  (error.code === 'KF409' ||
    (error.code === '23505' && error.schema === 'public' && ownTables.includes(error.table ?? '')));

type Settled<E extends DomainEvent> = Map<Prepared<E>, PromiseSettledResult<Outcome<E>>>;

const headsOf = async (pool: Pool, streams: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await reaching(() =>
    pool.query<{ stream: string; head: number }>(
      `SELECT stream, coalesce((SELECT max(version) FROM event WHERE event.stream = wanted.stream), 0)::int AS head
       FROM unnest($1::text[]) AS wanted (stream)`,
      [streams],
    ),
  );
  return new Map(rows.map(({ stream, head }) => [stream, head]));
};

/**
 * Outcomes of those among the commits that somebody forestalled: the former answer of a duplicate, a VersionConflict, or
 * CommandReused. Empty where nothing stands in the way any more.
 */
export const settleObstructed = async <E extends DomainEvent>(
  pool: Pool,
  marks: Marks,
  commits: readonly Prepared<E>[],
): Promise<Settled<E>> => {
  const settled: Settled<E> = new Map();
  const marked = commits.filter(({ inbox, idempotency }) => inbox ?? idempotency);
  const formers = await Promise.allSettled(marked.map((commit) => marks.former<E>(commit)));
  marked.forEach((commit, i) => {
    const former = formers[i];
    if (former?.status === 'rejected') settled.set(commit, former);
    else if (former?.value) settled.set(commit, { status: 'fulfilled', value: former.value });
  });

  const expecting = commits
    .filter((commit) => !settled.has(commit))
    .flatMap((commit) =>
      commit.appends.flatMap(({ stream, expected }) =>
        expected === 'any' ? [] : { commit, stream, expected: expected === 'none' ? 0 : expected },
      ),
    );
  const heads = await headsOf(pool, [...new Set(expecting.map(({ stream }) => stream))]);
  const conflicts = new Map<Prepared<E>, Conflict[]>();
  for (const { commit, stream, expected } of expecting) {
    const actual = heads.get(stream) ?? 0;
    if (actual !== expected)
      conflicts.set(commit, [...(conflicts.get(commit) ?? []), { stream, expected, actual }]);
  }
  for (const [commit, all] of conflicts)
    settled.set(commit, { status: 'rejected', reason: new VersionConflict(all) });
  return settled;
};
