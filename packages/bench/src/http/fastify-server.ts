// Bare Fastify with one prepared INSERT a request, in a process of its own.
import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { metadata } from '../contestants/payload.ts';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { createHandPool } from '../frame/database.ts';

const { databaseUrl } = childSettings<{ databaseUrl: string }>();
const pool = createHandPool(databaseUrl);
const http = fastify({ bodyLimit: 1_048_576 });
const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};

http.post<{ Body: { caseId: string } }>('/api/bench/cases', async ({ body }, reply) => {
  const values = [body.caseId, 'CaseOpened', randomUUID(), JSON.stringify(body), JSON.stringify(metadata)];
  await pool.query({ ...insert, values });
  return reply.code(201).send({ version: 1 });
});

const url = await http.listen({ port: 0, host: '127.0.0.1' });
whenLeft(async () => {
  await http.close();
  await pool.end();
});
tellParent({ url });
