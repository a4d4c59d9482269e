import type { DomainEvent } from '@kefu/contracts';
import type { Caller } from '../frame/calls.ts';
import { watched } from '../frame/calls.ts';
import { complaintOfFeed, followFeed, kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';

export const createKefu = async (seed: number): Promise<Caller> => {
  const { store, close } = await openKefuLog('append');
  const newStream = createStreamNames(seed);
  const events: DomainEvent[] = [{ type: 'CaseOpened', data: payload }];
  let appended = 0;
  const caller: Caller = {
    ...kefu,
    work: async () => {
      const stream = newStream();
      await store.commit({ appends: [{ stream, expected: 'none', events, metadata }] });
      appended++;
      return stream;
    },
    complaint: () => complaintOfFeed(store, appended),
    close,
  };
  return watched(caller, followFeed(store));
};
