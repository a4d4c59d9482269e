import type { ClientBase, Pool } from 'pg';
import { partsOf, type Position } from '../position.ts';

/** Events behind a reader (counted to 1,000) and the age of the oldest of them in seconds. */
export type FeedLag = { events: number; seconds: number };

const behind = {
  name: 'feed_lag',
  text: `SELECT count(*)::int AS events,
                coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8 AS seconds
           FROM (SELECT recorded_at FROM event WHERE (epoch, xid, sequence) > ($1, $2::xid8, $3)
                  ORDER BY epoch, xid, sequence LIMIT 1000) AS unread`,
};

/**
 * How far a reader at this position is behind the log. Counts what a running transaction still hides from readers,
 * too: a feed that stands still must not look like one that has nothing to do.
 */
export const feedLag = async (pool: Pool | ClientBase, after: Position | null): Promise<FeedLag> => {
  const values = after === null ? [0, 0, 0] : partsOf(after);
  const { rows } = await pool.query<FeedLag>({ ...behind, values });
  const { events, seconds } = rows[0] ?? { events: 0, seconds: 0 };
  return { events, seconds: Math.max(0, seconds) };
};
