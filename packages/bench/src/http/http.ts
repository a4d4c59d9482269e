import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { kefu } from '../contestants/kefu-log.ts';
import { complaintOf, createStreamNames, payload } from '../contestants/payload.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import { keepCalling } from '../frame/calls.ts';
import { startChild } from '../frame/child.ts';
import type { Contestant } from '../frame/contestant.ts';
import { programBeside } from '../frame/program.ts';
import { versionOf } from '../frame/version.ts';
import type { ServerTold } from './open-case.ts';

/** Client of a server in a process of its own; as many connections as callers, no pipelining. */
const createServer = async (
  server: { name: string; version: string },
  program: string,
  seed: number,
): Promise<Contestant> => {
  const child = await startChild<Pick<ServerTold, 'url'>>(programBeside(import.meta.url, program), {});
  const newCase = createStreamNames(seed);
  let acknowledged = 0;
  return {
    ...server,
    round: async ({ concurrency }, durationMs) => {
      const { token } = await child.ask<{ token: string }>('token'); // lives for two minutes
      const pool = new Pool(child.told.url, { connections: concurrency, pipelining: 1 });
      const open = async (): Promise<string> => {
        const caseId = newCase();
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: `/api/bench/cases/${caseId}`,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
          },
          body: JSON.stringify({ words: payload.words }),
        });
        const answer = await body.text();
        if (statusCode >= 300) throw new Error(`${server.name} answered ${statusCode}: ${answer}`);
        acknowledged++;
        return caseId;
      };
      try {
        return await keepCalling(open, concurrency, durationMs);
      } finally {
        await pool.close();
      }
    },
    complaint: async () => {
      const { stored } = await child.ask<{ stored: number }>('stored');
      return complaintOf(stored !== acknowledged && `${stored} stored of ${acknowledged}`);
    },
    close: child.stop,
  };
};

const alone = { name: '1 at once', concurrency: 1 };
const many = { name: '16 at once', concurrency: 16 };
const most = { name: '64 at once', concurrency: 64 };
const bare = { name: 'bare Fastify', version: versionOf('fastify') };

export const http: Benchmark = {
  name: 'http',
  what: 'A command over HTTP to its committed event and back: signed token, roles, checked input, idempotency key, decision; by hand Fastify and one prepared INSERT. Each server is a process with 8 connections.',
  aims: [
    { loads: [many.name, most.name], figure: 'perSecond', against: bare.name, atLeast: 0.6 },
    { loads: [alone.name], figure: 'p50', against: bare.name, by: 'difference', atMost: 1 },
  ],
  prepare: async ({ seed }) => ({
    loads: [alone, many, most],
    contestants: [
      await createServer(kefu, 'kefu-server', seed),
      await createServer(bare, 'fastify-server', seed),
    ],
  }),
};
