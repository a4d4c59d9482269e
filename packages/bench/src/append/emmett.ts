import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { watched, type Caller } from '../frame/calls.ts';
import {
  complaintOfEmmett,
  emmett,
  followEmmett,
  openEmmett,
  type CaseOpened,
} from '../contestants/emmett.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';

export const createEmmett = async (seed: number): Promise<Caller> => {
  const opened = await openEmmett('append');
  const newStream = createStreamNames(seed);
  const event: CaseOpened = { type: 'CaseOpened', data: payload, metadata };
  let appended = 0;
  const caller: Caller = {
    ...emmett,
    work: async () => {
      const stream = newStream();
      await opened.store.appendToStream<CaseOpened>(stream, [event], {
        expectedStreamVersion: STREAM_DOES_NOT_EXIST,
      });
      appended++;
      return stream;
    },
    complaint: () => complaintOfEmmett(opened, appended),
    close: opened.close,
  };
  return watched(caller, followEmmett(opened));
};
