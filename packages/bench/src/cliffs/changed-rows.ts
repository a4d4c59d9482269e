import { defineView } from '@kefu/event-store';
import type { Pool } from 'pg';
import { complaintOf } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';

/** A view with a row a stream, which its first event inserts and every further one changes. */
export const table = 'changed_row';
export const columns = 'stream text PRIMARY KEY, events int NOT NULL, words text NOT NULL';

const told = 'jsonb_to_recordset($1::jsonb) AS told (stream text, words text)';
const insert = `INSERT INTO ${table} (stream, events, words) SELECT stream, 1, words FROM ${told}`;
const change = `UPDATE ${table} AS r SET events = r.events + 1, words = told.words FROM ${told} WHERE r.stream = told.stream`;

export const changedRows = defineView<WordsAdded>({
  name: 'changed_rows',
  tables: [table],
  project: ({ stream, version, data: { words } }) => [
    { sql: version === 1 ? insert : change, row: { stream, words } },
  ],
});

export const complaintOfRows = async (pool: Pool, appended: number): Promise<string | undefined> => {
  const { rows } = await pool.query<{ told: number }>(
    `SELECT coalesce(sum(events), 0)::int AS told FROM ${table}`,
  );
  return complaintOf(rows[0]?.told !== appended && `${rows[0]?.told} told of ${appended} in the view`);
};
