import type { DomainEvent } from '@kefu/contracts';
import type { Random } from '@kefu/testing/sample';
import type { Caller } from '../frame/calls.ts';
import { complaintOfFeed, kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { complaintOf, metadata, payload } from '../contestants/payload.ts';

export const createKefu = async (streams: readonly string[], random: Random): Promise<Caller> => {
  const { store, close } = await openKefuLog('hot');
  const events: DomainEvent[] = [{ type: 'WordsAdded', data: payload }];
  let appended = 0;
  let failed = 0;
  return {
    ...kefu,
    work: async () => {
      const stream = random.pick(streams);
      try {
        await store.commit({ appends: [{ stream, expected: 'any', events, metadata }] });
        appended++;
      } catch {
        failed++; // there is to be none: it is counted against us
      }
      return stream;
    },
    complaint: async () =>
      complaintOf(await complaintOfFeed(store, appended), failed > 0 && `${failed} commands failed`),
    close,
  };
};
