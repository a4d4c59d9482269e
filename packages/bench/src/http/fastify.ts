import { complaintOfCount, openBareLog } from '../contestants/bare-log.ts';
import { createStreamNames } from '../contestants/payload.ts';
import type { Caller } from '../frame/calls.ts';
import { startChild } from '../frame/child.ts';
import { programBeside } from '../frame/program.ts';
import { versionOf } from '../frame/version.ts';
import { createHttpCaller } from './caller.ts';

/** No token, no check of the body, no guard: the row is written and 201 answered. */
export const createFastify = async (seed: number): Promise<Caller> => {
  const log = await openBareLog('http');
  const { databaseUrl } = log;
  const server = await startChild<{ url: string }>(programBeside(import.meta.url, 'fastify-server'), {
    databaseUrl,
  });
  const caller = createHttpCaller(server.told.url);
  const newStream = createStreamNames(seed);
  let acknowledged = 0;
  return {
    name: 'bare Fastify',
    version: versionOf('fastify'),
    work: async () => {
      const stream = newStream();
      await caller.open(stream);
      acknowledged++;
      return stream;
    },
    complaint: () => complaintOfCount(log.pool, 'event', acknowledged),
    close: async () => {
      await caller.close();
      await server.stop();
      await log.close();
    },
  };
};
