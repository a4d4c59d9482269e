import { randomUUID } from 'node:crypto';
import type { Caller } from '../frame/calls.ts';
import { complaintOfCount, openBareLog, pgVersion } from '../contestants/bare-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';

const insert = {
  name: 'insert',
  text: `INSERT INTO event (stream, version, type, id, data, metadata)
         SELECT $1, ordinality, 'CaseOpened', id, data, metadata
         FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS e (id, data, metadata, ordinality)`,
};

/** One prepared INSERT … SELECT unnest a command. */
export const createBareUnnest = async (seed: number): Promise<Caller> => {
  const { pool, close } = await openBareLog('batch');
  const newStream = createStreamNames(seed);
  let appended = 0;
  return {
    name: 'INSERT … unnest',
    version: pgVersion,
    work: async ({ size = 1 }) => {
      const stream = newStream();
      const all = <Value>(valueOf: () => Value) => Array.from({ length: size }, valueOf);
      const data = all(() => JSON.stringify(payload));
      await pool.query({
        ...insert,
        values: [stream, all(randomUUID), data, all(() => JSON.stringify(metadata))],
      });
      appended += size;
      return stream;
    },
    complaint: () => complaintOfCount(pool, 'event', appended),
    close,
  };
};
