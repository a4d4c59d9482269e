import { isExpectedVersionConflictError } from '@event-driven-io/emmett';
import type { Random } from '@kefu/testing/sample';
import type { Caller } from '../frame/calls.ts';
import { complaintOfEmmett, emmett, openEmmett, type CaseOpened } from '../contestants/emmett.ts';
import { metadata, payload } from '../contestants/payload.ts';

const isConflict = (error: unknown): boolean =>
  isExpectedVersionConflictError(error) ||
  // a stream that two begin at once
  (typeof error === 'object' && error !== null && 'code' in error && error.code === '23505');

/** Its append conflicts with others even where no version is expected, so its client tries again. */
export const createEmmett = async (streams: readonly string[], random: Random): Promise<Caller> => {
  const opened = await openEmmett('hot');
  const event: CaseOpened = { type: 'CaseOpened', data: payload, metadata };
  let appended = 0;
  let retries = 0;
  return {
    ...emmett,
    work: async () => {
      const stream = random.pick(streams);
      for (;;) {
        try {
          await opened.store.appendToStream<CaseOpened>(stream, [event]);
          appended++;
          return stream;
        } catch (error) {
          if (!isConflict(error)) throw error;
          retries++;
        }
      }
    },
    complaint: () => complaintOfEmmett(opened, appended),
    remark: () => `${(retries / Math.max(1, appended)).toFixed(2)} retries a command`,
    close: opened.close,
  };
};
