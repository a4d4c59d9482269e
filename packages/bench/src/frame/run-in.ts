import pg from 'pg';

const spareFiles = `
  SELECT count(*)::int AS files FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn())`;
// Of 16 MB each, unless the server was made with others. A checkpoint frees files, and begins after some 34 of them at
// PostgreSQL's own `max_wal_size`.
const wantedFiles = 40;
const emitSixteenMegabytes = `SELECT pg_logical_emit_message(false, 'run-in', repeat('x', 16000000))`;
const times = 64;

/**
 * A server that has run for a while uses the files of its write-ahead log again. A fresh one fills each with zeros
 * before it writes to it, some 10 ms in which nobody commits: figures of the first gigabyte would be of that.
 */
export const runIn = async (postgresUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  const spare = async (): Promise<number> =>
    (await client.query<{ files: number }>(spareFiles)).rows[0]?.files ?? 0;
  try {
    if ((await spare()) >= wantedFiles) return;
    process.stderr.write('running the server in: a gigabyte of write-ahead log\n');
    for (let time = 0; time < times; time++) await client.query(emitSixteenMegabytes);
    await client.query('CHECKPOINT');
    const files = await spare();
    if (files < wantedFiles)
      process.stderr.write(`it keeps ${files} files to use again: the first gigabyte will be slower\n`);
  } finally {
    await client.end();
  }
};
