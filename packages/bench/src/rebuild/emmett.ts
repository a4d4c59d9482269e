import { SQL } from '@event-driven-io/dumbo';
import { postgreSQLProjection, rebuildPostgreSQLProjections } from '@event-driven-io/emmett-postgresql';
import { emmett, openEmmett } from '../contestants/emmett.ts';
import { metadata } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';
import type { Contestant } from '../frame/contestant.ts';
import { byStream, columns, complaintOfHashes, hashSql, table, tellings, upsertFrom } from './case-count.ts';

// Fit for batches, though it is given event by event in this version.
const [before = '', after = ''] = upsertFrom(
  `SELECT stream, count(*), sum(length(last)), (array_agg(last ORDER BY n DESC))[1]
   FROM jsonb_to_recordset({}::jsonb) AS told (n int, stream text, last text) GROUP BY stream`,
).split('{}');
const upsert = (rows: string) =>
  SQL(Object.assign([before, after], { raw: [before, after] }) as TemplateStringsArray, rows); // its tag, called by hand

const projection = postgreSQLProjection<WordsAdded>({
  name: 'case_counts',
  canHandle: ['WordsAdded'],
  handle: async (events, { execute }) => {
    const rows = events.map(({ data, metadata: { streamName } }, n) => ({
      n,
      stream: streamName,
      last: data.at,
    }));
    await execute.command(upsert(JSON.stringify(rows)));
  },
  truncate: async ({ execute }) => {
    await execute.command(SQL`TRUNCATE case_count`);
  },
});

/** As many events a batch as kefu reads: its own default is a hundred. */
const batchSize = 2_000;

export const createEmmett = async (count: number, seed: number): Promise<Contestant> => {
  const { store, pool, connectionString, close } = await openEmmett('rebuild');
  await pool.query(`CREATE TABLE ${table} (${columns})`);
  // One by one, as kefu's log is filled: after concurrent appends its rebuilds count some events twice.
  for (const page of tellings(count, seed)) {
    for (const [stream, events] of byStream(page)) {
      await store.appendToStream(
        stream,
        events.map((event) => ({ ...event, metadata })),
      );
    }
  }
  const hashNow = async () => (await pool.query<{ hash: string }>(hashSql)).rows[0]?.hash ?? '';
  const hashes: string[] = [];
  return {
    ...emmett,
    round: async () => {
      const consumer = rebuildPostgreSQLProjections({
        connectionString,
        // Without it the second rebuild begins where the first one ended.
        projections: [{ projection, truncateOnStart: true, startFrom: 'BEGINNING' }],
        pulling: { batchSize },
      });
      const began = performance.now();
      await consumer.start();
      const tookMs = performance.now() - began;
      await consumer.close();
      hashes.push(await hashNow());
      return { perSecond: (count * 1_000) / tookMs };
    },
    complaint: async () => {
      const { rows } = await pool.query<{ told: number }>(`SELECT sum(events)::int AS told FROM ${table}`);
      return rows[0]?.told === count
        ? complaintOfHashes(hashes, hashes[0] ?? '')
        : `${rows[0]?.told} events in the view, not ${count}`;
    },
    remark: () => `${hashes.length} rebuilds`,
    close,
  };
};
