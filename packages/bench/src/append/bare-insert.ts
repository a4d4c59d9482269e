import { randomUUID } from 'node:crypto';
import type { Caller } from '../frame/calls.ts';
import { complaintOfCount, openBareLog, pgVersion } from '../contestants/bare-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';

const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};

/** One prepared INSERT a command. */
export const createBareInsert = async (seed: number): Promise<Caller> => {
  const { pool, close } = await openBareLog('append');
  const newStream = createStreamNames(seed);
  let appended = 0;
  return {
    name: 'bare INSERT',
    version: pgVersion,
    work: async () => {
      const stream = newStream();
      await pool.query({
        ...insert,
        values: [stream, 'CaseOpened', randomUUID(), JSON.stringify(payload), JSON.stringify(metadata)],
      });
      appended++;
      return stream;
    },
    complaint: () => complaintOfCount(pool, 'event', appended),
    close,
  };
};
