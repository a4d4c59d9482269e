import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import type { Caller } from '../frame/calls.ts';
import { complaintOfEmmett, emmett, openEmmett, type CaseOpened } from '../contestants/emmett.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';

export const createEmmett = async (seed: number): Promise<Caller> => {
  const opened = await openEmmett('batch');
  const newStream = createStreamNames(seed);
  let appended = 0;
  return {
    ...emmett,
    work: async ({ size = 1 }) => {
      const stream = newStream();
      const events = Array.from({ length: size }, (): CaseOpened => ({
        type: 'CaseOpened',
        data: payload,
        metadata,
      }));
      await opened.store.appendToStream<CaseOpened>(stream, events, {
        expectedStreamVersion: STREAM_DOES_NOT_EXIST,
      });
      appended += size;
      return stream;
    },
    complaint: () => complaintOfEmmett(opened, appended),
    close: opened.close,
  };
};
