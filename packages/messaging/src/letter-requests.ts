import type { ClientBase, Pool } from 'pg';
import type { Redriven } from './dead-letter.ts';

/** What an operator wants done with dead letters; the service that has the handlers does it. */
export type LetterOrder = { do: 'redrive'; key: string } | { do: 'drop'; letter: string; reason: string };

/** What became of an order. */
export type LetterOutcome = Partial<Redriven> & { error?: string };

export type LetterRequest = {
  id: string;
  order: LetterOrder;
  by: string;
  takenAt: Date | null;
  finishedAt: Date | null;
  outcome: LetterOutcome | null;
};

/** In each service's own database, for its migration. The rows stay: they say who wanted what, and what came of it. */
export const letterRequestsSchema: string[] = [
  `CREATE TABLE IF NOT EXISTS letter_request (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     consumer text NOT NULL,
     "order" jsonb NOT NULL,
     requested_by text NOT NULL,
     requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     taken_at timestamptz,
     finished_at timestamptz,
     outcome jsonb
   )`,
  `CREATE INDEX IF NOT EXISTS letter_request_open ON letter_request (consumer, id) WHERE finished_at IS NULL`,
];

export const letterRequestsGrantsFor = (role: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE ON letter_request TO ${role}`,
];

// Who took a request and died leaves it for the next one. Done twice at once it does no harm, only work.
const takenForSeconds = 60;

const columns = `id::text, "order", requested_by AS by, taken_at AS "takenAt", finished_at AS "finishedAt", outcome`;

/** The orders about dead letters of one consumer, in its own database. */
export const createLetterRequests = (pool: Pool | ClientBase, consumer: string) => ({
  /** Leaves an order for the running service; answers its id. */
  ask: async (order: LetterOrder, by: string): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO letter_request (consumer, "order", requested_by) VALUES ($1, $2, $3) RETURNING id::text`,
      [consumer, JSON.stringify(order), by],
    );
    return rows[0]?.id ?? '';
  },

  find: async (id: string): Promise<LetterRequest | undefined> => {
    const { rows } = await pool.query<LetterRequest>(
      `SELECT ${columns} FROM letter_request WHERE consumer = $1 AND id = $2`,
      [consumer, id],
    );
    return rows[0];
  },

  /** Takes the oldest order that nobody is at. */
  take: async (): Promise<LetterRequest | undefined> => {
    const { rows } = await pool.query<LetterRequest>(
      `UPDATE letter_request SET taken_at = clock_timestamp() WHERE id = (
         SELECT id FROM letter_request
          WHERE consumer = $1 AND finished_at IS NULL
            AND (taken_at IS NULL OR taken_at < clock_timestamp() - $2 * interval '1 s')
          ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}`,
      [consumer, takenForSeconds],
    );
    return rows[0];
  },

  finish: async (id: string, outcome: LetterOutcome): Promise<void> => {
    await pool.query(
      `UPDATE letter_request SET finished_at = clock_timestamp(), outcome = $2
        WHERE id = $1 AND finished_at IS NULL`,
      [id, JSON.stringify(outcome)],
    );
  },
});
