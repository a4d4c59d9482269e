import type { Pool } from 'pg';
import type { DeadLetter, DeadLetterQuery } from './dead-letter.ts';
import { errorText } from './failure.ts';
import { keyOf } from './lanes.ts';
import type { IncomingMessage } from './transport.ts';

/** What is known of a message that may not even be an event. */
const lettered = (consumer: string, message: IncomingMessage): unknown[] => {
  const { topic, partition, offset, headers, value } = message;
  const eventId = headers.ce_id || `${topic}/${partition}/${offset}`;
  // PostgreSQL's text takes no NUL
  const payload = value.toString('utf8').replaceAll('\0', '\uFFFD');
  const text = JSON.stringify(headers).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
  return [
    consumer,
    topic,
    partition,
    offset,
    keyOf(message),
    eventId,
    headers.ce_type ?? null,
    text,
    payload,
  ];
};

const COLUMNS = 'consumer, topic, partition, message_offset, key, event_id, event_type, headers, payload';
const VALUES = '$1, $2, $3::int, $4::bigint, $5, $6, $7, $8::jsonb, $9';
const SELECTED = `id, consumer, topic, partition, message_offset AS "offset", key, event_id AS "eventId",
  event_type AS "eventType", headers, payload, state, error, attempts, at,
  settled_at AS "settledAt", settled_by AS "settledBy", reason`;
const WAITING = `state IN ('failed', 'parked')`;

/** The dead letters of one consumer, in its own database. */
export const createDeadLetters = (pool: Pool, consumer: string) => ({
  /** Records the failure and parks the key. False: somebody has dropped this event before. */
  bury: async (message: IncomingMessage, error: unknown, attempts: number): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `WITH letter AS (
         INSERT INTO dead_letter (${COLUMNS}, state, error, attempts)
         VALUES (${VALUES}, 'failed', $10, $11)
         ON CONFLICT (consumer, event_id) DO UPDATE
           SET state = 'failed', error = excluded.error, attempts = dead_letter.attempts + excluded.attempts
           WHERE dead_letter.state <> 'dropped'
         RETURNING topic, key
       ), parked AS (
         INSERT INTO parked_key (consumer, topic, key) SELECT $1, topic, key FROM letter ON CONFLICT DO NOTHING
       )
       SELECT FROM letter`,
      [...lettered(consumer, message), errorText(error), attempts],
    );
    return rowCount === 1;
  },

  /** Puts a message behind those that wait for its key. False: the key was released meanwhile. */
  park: async (message: IncomingMessage): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `WITH held AS MATERIALIZED (
         SELECT FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $5 FOR UPDATE
       ), letter AS (
         INSERT INTO dead_letter (${COLUMNS}, state) SELECT ${VALUES}, 'parked' FROM held
         ON CONFLICT (consumer, event_id) DO NOTHING
       )
       SELECT FROM held`,
      lettered(consumer, message),
    );
    return rowCount === 1;
  },

  /** Releases the key where nothing waits for it any more. False: something does. */
  release: async (key: string): Promise<boolean> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error); // unheard, it would end the process
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      // a statement of its own, so that the next one sees what a concurrent `park` has added
      const held = await client.query('SELECT FROM parked_key WHERE consumer = $1 AND key = $2 FOR UPDATE', [
        consumer,
        key,
      ]);
      const released = await client.query(
        `DELETE FROM parked_key WHERE consumer = $1 AND key = $2 AND NOT EXISTS (
           SELECT FROM dead_letter d
            WHERE d.consumer = $1 AND d.topic = parked_key.topic AND d.key = $2 AND ${WAITING})`,
        [consumer, key],
      );
      await client.query('COMMIT');
      return held.rowCount === released.rowCount;
    } catch (error) {
      await client.query('ROLLBACK').catch(onError); // the first error tells more
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  },

  list: async ({ state, key, limit = 100 }: DeadLetterQuery = {}): Promise<DeadLetter[]> => {
    const { rows } = await pool.query<DeadLetter>(
      `SELECT ${SELECTED} FROM dead_letter
        WHERE consumer = $1 AND ($2::text IS NULL AND ${WAITING} OR state = $2) AND ($3::text IS NULL OR key = $3)
        ORDER BY topic, partition, message_offset LIMIT $4`,
      [consumer, state ?? null, key ?? null, limit],
    );
    return rows;
  },

  find: async (id: string): Promise<DeadLetter | undefined> => {
    const { rows } = await pool.query<DeadLetter>(
      `SELECT ${SELECTED} FROM dead_letter WHERE consumer = $1 AND id = $2`,
      [consumer, id],
    );
    return rows[0];
  },

  /** The first letter that waits for a key, on whatever topic. */
  firstWaiting: async (key: string): Promise<DeadLetter | undefined> => {
    const { rows } = await pool.query<DeadLetter>(
      `SELECT ${SELECTED} FROM dead_letter WHERE consumer = $1 AND key = $2 AND ${WAITING}
        ORDER BY topic, message_offset LIMIT 1`,
      [consumer, key],
    );
    return rows[0];
  },

  waiting: async (key: string): Promise<number> => {
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM dead_letter WHERE consumer = $1 AND key = $2 AND ${WAITING}`,
      [consumer, key],
    );
    return rows[0]?.waiting ?? 0;
  },

  failedAgain: async (id: string, error: unknown): Promise<void> => {
    await pool.query(
      `UPDATE dead_letter SET state = 'failed', error = $2, attempts = attempts + 1 WHERE id = $1 AND ${WAITING}`,
      [id, errorText(error)],
    );
  },

  settle: async (id: string, state: 'redriven' | 'dropped', by: string, reason?: string): Promise<void> => {
    await pool.query(
      `UPDATE dead_letter SET state = $2, settled_at = clock_timestamp(), settled_by = $3, reason = $4
        WHERE id = $1 AND ${WAITING}`,
      [id, state, by, reason ?? null],
    );
  },

  counts: async (): Promise<{ letters: number; keys: number }> => {
    const { rows } = await pool.query<{ letters: number; keys: number }>(
      `SELECT (SELECT count(*)::int FROM dead_letter WHERE consumer = $1 AND ${WAITING}) AS letters,
              (SELECT count(*)::int FROM parked_key WHERE consumer = $1) AS keys`,
      [consumer],
    );
    return rows[0] ?? { letters: 0, keys: 0 };
  },
});

export type DeadLetters = ReturnType<typeof createDeadLetters>;
