import type { Pool } from 'pg';
import { isUnavailable } from './database.ts';
import type { Position } from './position.ts';
import type { Content } from './record.ts';

export const contentColumns = 'id, type, schema_version, subject, data, sealed';
export const position = `epoch || '.' || xid::text || '.' || sequence AS position`;

export type StreamRow = Content & { position: Position; version: string };

/** A stream behind a version. */
type Wanted = { stream: string; behind: number };
type Waiting = Wanted & { resolve(rows: StreamRow[]): void; reject(reason: unknown): void };

// Of a stream among others no more than this, so that a long one neither keeps them waiting nor fills the memory.
const pageOfOne = 200;
const mostTogether = 64;
// Of the 10 connections that a service reads by: while these are busy, whoever comes waits for company. An operator's
// store has 2 and never gets so far; its pool makes the others wait.
const mostInFlight = 4;

const columns = `${contentColumns}, ${position}, version`;
const behindQuery = (table: 'event' | 'event_history', limit: number | 'ALL') => ({
  name: `load ${limit} of ${table}`,
  text: `SELECT ${columns} FROM ${table} WHERE stream = $1 AND version > $2 ORDER BY version LIMIT ${limit}`,
});
const page = behindQuery('event', pageOfOne);
const rest = behindQuery('event', 'ALL');
const whole = behindQuery('event_history', 'ALL');

// Sorted and limited inside, each stream is looked up by its index: the planner has no other way to begin.
const together = {
  name: 'load together',
  text: `SELECT nth, found.* FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS wanted (stream, behind, nth)
    CROSS JOIN LATERAL (
      SELECT ${columns} FROM event WHERE stream = wanted.stream AND version > wanted.behind
      ORDER BY version LIMIT ${pageOfOne}
    ) AS found ORDER BY nth, version`,
};

/** Events are archived out of the middle of their stream. */
export const isWhole = (rows: readonly { version: string }[], from: number): boolean =>
  rows.length === 0 || Number(rows.at(-1)?.version) === from + rows.length - 1;

/**
 * Reads streams for decisions. Those that are asked for in the same turn of the event loop, or while others are read,
 * share a query: what a query costs this process and the server is mostly its way there and back.
 */
export const createStreamReader = (pool: Pool) => {
  const waiting: Waiting[] = [];
  let inFlight = 0;
  let isScheduled = false;

  const read = async (query: typeof page, { stream, behind }: Wanted): Promise<StreamRow[]> =>
    (await pool.query<StreamRow>({ ...query, values: [stream, behind] })).rows;

  const readTogether = async (asked: readonly Wanted[]): Promise<StreamRow[][]> => {
    const values = [asked.map(({ stream }) => stream), asked.map(({ behind }) => behind)];
    const { rows } = await pool.query<StreamRow & { nth: string }>({ ...together, values });
    const found = asked.map((): StreamRow[] => []);
    for (const row of rows) found[Number(row.nth) - 1]?.push(row);
    return found;
  };

  const readAll = async (asked: readonly Waiting[]): Promise<void> => {
    try {
      const [only] = asked;
      const found = only && asked.length === 1 ? [await read(page, only)] : await readTogether(asked);
      asked.forEach(({ resolve }, i) => resolve(found[i] ?? []));
    } catch (error) {
      // One that PostgreSQL refuses, as a name with a NUL in it, says nothing about those it happened to share a query with.
      if (asked.length > 1 && !isUnavailable(error)) for (const one of asked) await readAll([one]);
      else asked.forEach(({ reject }) => reject(error));
    }
  };

  const flush = (): void => {
    isScheduled = false;
    while (inFlight < mostInFlight && waiting.length > 0) {
      inFlight++;
      void readAll(waiting.splice(0, mostTogether)).finally(() => {
        inFlight--;
        schedule();
      });
    }
  };

  /** Not at once: who is answered in this turn of the event loop may soon ask again. */
  const schedule = (): void => {
    if (isScheduled || inFlight >= mostInFlight || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  };

  const ask = (wanted: Wanted): Promise<StreamRow[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ ...wanted, resolve, reject });
      schedule();
    });

  /** All of a stream behind a version, wherever it lies. */
  return async (stream: string, behind: number): Promise<StreamRow[]> => {
    let rows = await ask({ stream, behind });
    if (rows.length === pageOfOne)
      rows = rows.concat(await read(rest, { stream, behind: Number(rows.at(-1)?.version) }));
    if (isWhole(rows, behind + 1)) return rows;
    return read(whole, { stream, behind });
  };
};
