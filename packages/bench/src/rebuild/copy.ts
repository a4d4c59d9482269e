import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from, to } from 'pg-copy-streams';
import { complaintOfCount, openBareLog, pgVersion } from '../contestants/bare-log.ts';
import { metadata } from '../contestants/payload.ts';
import type { Contestant } from '../frame/contestant.ts';
import { tellings } from './case-count.ts';

const columns = 'position, stream, version, type, data';

/** The events out of the database and into another table of it: what reading and writing them costs at least. */
export const createCopy = async (count: number, seed: number): Promise<Contestant> => {
  const { pool, close } = await openBareLog('rebuild', {
    copied: 'position bigint, stream text, version bigint, type text, data text',
  });
  let version = 0;
  for (const page of tellings(count, seed)) {
    const all = <Value>(valueOf: (told: (typeof page)[number]) => Value) => page.map(valueOf);
    await pool.query(
      `INSERT INTO event (stream, version, type, id, data, metadata)
       SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::text[])`,
      [
        all(({ stream }) => stream),
        all(() => ++version),
        all(({ event }) => event.type),
        all(() => randomUUID()),
        all(({ event }) => JSON.stringify(event.data)),
        all(() => JSON.stringify(metadata)),
      ],
    );
  }
  const copy = (out: PoolClient, into: PoolClient) =>
    pipeline(
      out.query(to(`COPY (SELECT ${columns} FROM event ORDER BY position) TO STDOUT`)),
      into.query(from(`COPY copied (${columns}) FROM STDIN`)),
    );
  return {
    name: 'COPY out and in',
    version: pgVersion,
    round: async () => {
      const [out, into] = [await pool.connect(), await pool.connect()];
      try {
        await into.query('DELETE FROM copied');
        const began = performance.now();
        await copy(out, into);
        return { perSecond: (count * 1_000) / (performance.now() - began) };
      } finally {
        out.release();
        into.release();
      }
    },
    complaint: () => complaintOfCount(pool, 'copied', count),
    close,
  };
};
