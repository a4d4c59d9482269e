import type pg from 'pg';
import type { Flooded } from './flood.ts';

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const merged = (counts: readonly Record<string, number>[]): Record<string, number> => {
  const all: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((one) => Object.entries(one)))
    all[name] = (all[name] ?? 0) + count;
  return all;
};

/** What all generators saw, as one. */
export const sumOf = (outcomes: readonly Flooded[]): Flooded => {
  const total = (of: (outcome: Flooded) => number): number => sum(outcomes.map(of));
  return {
    sent: total(({ sent }) => sent),
    withheld: total(({ withheld }) => withheld),
    mostWaiting: total(({ mostWaiting }) => mostWaiting),
    statuses: merged(outcomes.map(({ statuses }) => statuses)),
    withoutRetryAfter: total(({ withoutRetryAfter }) => withoutRetryAfter),
    unanswered: merged(outcomes.map(({ unanswered }) => unanswered)),
    acknowledged: outcomes.flatMap(({ acknowledged }) => acknowledged),
    drainedMs: Math.max(...outcomes.map(({ drainedMs }) => drainedMs)),
    p50: total(({ p50 }) => p50) / outcomes.length,
  };
};

type Stored = { missing: number; flooded: number; calm: number };

/** What of the acknowledged cases is not stored, and how many cases of each kind are. */
export const storedOf = async (pool: pg.Pool, acknowledged: readonly string[]): Promise<Stored> => {
  const { rows } = await pool.query<Stored>(
    `SELECT (SELECT count(*)::int FROM unnest($1::text[]) AS told
             WHERE NOT EXISTS (SELECT FROM event WHERE stream = 'case-' || told)) AS missing,
            (SELECT count(*)::int FROM event WHERE stream LIKE 'case-flood-%') AS flooded,
            (SELECT count(*)::int FROM event WHERE stream LIKE 'case-calm-%') AS calm`,
    [acknowledged],
  );
  return rows[0] ?? { missing: acknowledged.length, flooded: 0, calm: 0 };
};
