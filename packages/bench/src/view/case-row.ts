/** The view: where each case stands, one row a case. */
export const table = 'case_row';
export const columns = 'stream text PRIMARY KEY, events int NOT NULL, words text NOT NULL';

export const upsertFrom = (source: string): string =>
  `INSERT INTO ${table} AS r (stream, events, words) ${source}
   ON CONFLICT (stream) DO UPDATE SET events = r.events + excluded.events, words = excluded.words`;
