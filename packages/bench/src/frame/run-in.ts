import type pg from 'pg';

// 16 MB each, unless the server was made with others
const spareFiles = `
  SELECT count(*)::int AS files FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn())`;
const wantedFiles = 40;
const pieces = 64;
const emitPiece = `SELECT pg_logical_emit_message(false, 'run-in', repeat('x', 16000000))`;

/**
 * A server that has run for a while uses the files of its write-ahead log again. A fresh one fills each with zeros
 * before it writes to it, some 10 ms in which nobody commits: figures of the first gigabyte would be of that.
 */
export const runIn = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ files: number }>(spareFiles);
  if ((rows[0]?.files ?? 0) >= wantedFiles) return;
  process.stderr.write('running the server in: a gigabyte of write-ahead log\n');
  for (let piece = 0; piece < pieces; piece++) await client.query(emitPiece);
  await client.query('CHECKPOINT');
};
