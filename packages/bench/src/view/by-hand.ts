import { randomUUID } from 'node:crypto';
import type { Caller } from '../frame/calls.ts';
import { openBareLog, pgVersion } from '../contestants/bare-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';
import { complaintOfViews } from './audit.ts';
import { columns, table, upsertFrom } from './case-row.ts';

const mark = {
  name: 'mark',
  text: 'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2)',
};
const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};
const upsert = { name: 'upsert', text: upsertFrom('VALUES ($1, 1, $2)') };

const inboxColumns = `consumer text NOT NULL, event_id text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (consumer, event_id)`;

/** One transaction of three prepared statements a command; `pipeline` sends them without waiting in between. */
export const createByHand = async (seed: number, pipeline: boolean): Promise<Caller> => {
  const tables = { [table]: columns, inbox: inboxColumns };
  const { pool, close } = await openBareLog('view', tables, { pipeline });
  const newStream = createStreamNames(seed);
  let commands = 0;
  return {
    name: pipeline ? 'by hand, pipelined' : 'by hand',
    version: pgVersion,
    work: async () => {
      const stream = newStream();
      const client = await pool.connect();
      try {
        const steps = [
          () => client.query('BEGIN'),
          () => client.query({ ...mark, values: ['bench', randomUUID()] }),
          () =>
            client.query({
              ...insert,
              values: [stream, 'WordsAdded', randomUUID(), JSON.stringify(payload), JSON.stringify(metadata)],
            }),
          () => client.query({ ...upsert, values: [stream, payload.words] }),
          () => client.query('COMMIT'),
        ];
        if (pipeline) await Promise.all(steps.map((step) => step()));
        else for (const step of steps) await step();
      } finally {
        client.release();
      }
      commands++;
      return stream;
    },
    complaint: () => complaintOfViews(pool, commands),
    close,
  };
};
