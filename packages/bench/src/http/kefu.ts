import { complaintOfCount } from '../contestants/bare-log.ts';
import { kefu } from '../contestants/kefu-log.ts';
import { createStreamNames } from '../contestants/payload.ts';
import type { Caller } from '../frame/calls.ts';
import { createHttpCaller } from './caller.ts';
import { startCasesService } from './kefu-service.ts';

/** A token believed, a role and a body checked, a decision, an event in the log. */
export const createKefu = async (seed: number): Promise<Caller> => {
  const service = await startCasesService();
  const caller = createHttpCaller(service.url, service.authorization);
  const newStream = createStreamNames(seed);
  let acknowledged = 0;
  return {
    ...kefu,
    work: async () => {
      const stream = newStream();
      await caller.open(stream);
      acknowledged++;
      return stream;
    },
    complaint: () => complaintOfCount(service.pool, 'event', acknowledged),
    close: async () => {
      await caller.close();
      await service.close();
    },
  };
};
