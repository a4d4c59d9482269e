import type pg from 'pg';
import { complaintOf } from '../contestants/payload.ts';

/** What another service's event does: one row. */
export const table = 'effect';
export const columns = `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int NOT NULL, key text NOT NULL,
  "order" int NOT NULL`;

/** Every note has had its effect once, and those of a key in their order. */
export const complaintOfEffects = async (pool: pg.Pool, sent: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ effects: number; notes: number; disordered: number }>(
    `WITH read AS (SELECT n, "order", lag("order", 1, 0) OVER (PARTITION BY key ORDER BY id) AS before FROM ${table})
     SELECT count(*)::int AS effects, count(DISTINCT n)::int AS notes,
            (count(*) FILTER (WHERE "order" <> before + 1))::int AS disordered FROM read`,
  );
  const { effects = 0, notes = 0, disordered = 0 } = rows[0] ?? {};
  return complaintOf(
    effects !== sent && `${effects} effects of ${sent} events`,
    notes !== effects && `${effects - notes} twice`,
    disordered > 0 && `${disordered} out of order`,
  );
};
