/** A view with a row a stream. */
export const table = 'stream_length';
export const columns = 'stream text PRIMARY KEY, events int NOT NULL';
export const sql = `INSERT INTO ${table} AS l (stream, events)
  SELECT stream, 1 FROM jsonb_to_recordset($1::jsonb) AS told (stream text)
  ON CONFLICT (stream) DO UPDATE SET events = l.events + excluded.events`;
