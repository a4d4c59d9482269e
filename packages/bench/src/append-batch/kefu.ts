import type { DomainEvent } from '@kefu/contracts';
import type { Caller } from '../frame/calls.ts';
import { complaintOfFeed, kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';

export const createKefu = async (seed: number): Promise<Caller> => {
  const { store, close } = await openKefuLog('batch');
  const newStream = createStreamNames(seed);
  let appended = 0;
  return {
    ...kefu,
    work: async ({ size = 1 }) => {
      const stream = newStream();
      const events = Array.from({ length: size }, (): DomainEvent => ({ type: 'CaseOpened', data: payload }));
      await store.commit({ appends: [{ stream, expected: 'none', events, metadata }] });
      appended += size;
      return stream;
    },
    complaint: () => complaintOfFeed(store, appended),
    close,
  };
};
