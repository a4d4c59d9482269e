import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { countOf, openBareLog } from '../contestants/bare-log.ts';
import { metadata } from '../contestants/payload.ts';
import { tellParent, whenLeft } from '../frame/child.ts';
import { servicePoolSize } from './open-case.ts';

const insert = {
  name: 'insert',
  text: 'INSERT INTO event (stream, version, type, id, data, metadata) VALUES ($1, 1, $2, $3, $4, $5)',
};

type Open = { Params: { caseId: string }; Body: { words: string } };

const { pool, close } = await openBareLog('http', {}, { max: servicePoolSize });
const app = fastify();
app.post<Open>('/api/bench/cases/:caseId', async ({ params: { caseId }, body: { words } }) => {
  const data = { caseId, words, at: new Date().toISOString() };
  await pool.query({
    ...insert,
    values: [`case-${caseId}`, 'CaseOpened', randomUUID(), JSON.stringify(data), JSON.stringify(metadata)],
  });
  return { opened: true };
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });

process.on('message', (question) => {
  if (question === 'token') tellParent({ token: 'none' });
  else void countOf(pool, 'event').then((stored) => tellParent({ stored }));
});
whenLeft(async () => {
  await app.close();
  await close();
});
tellParent({ url });
