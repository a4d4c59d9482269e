import type pg from 'pg';
import { complaintOf } from '../contestants/payload.ts';
import { table } from './case-row.ts';

/** After so many commands, each on a stream of its own: as many events, marks and rows that are right. */
export const complaintOfViews = async (pool: pg.Pool, commands: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ events: number; marks: number; views: number }>(
    `SELECT (SELECT count(*) FROM event)::int AS events, (SELECT count(*) FROM inbox)::int AS marks,
            (SELECT count(*) FROM ${table} AS v JOIN event USING (stream) WHERE v.events = 1)::int AS views`,
  );
  const { events = 0, marks = 0, views = 0 } = rows[0] ?? {};
  return complaintOf(
    events !== commands && `${events} events of ${commands}`,
    marks !== commands && `${marks} marks of ${commands}`,
    views !== commands && `${views} rows right of ${commands}`,
  );
};
