// The same with kafkajs by hand: sends notes at once, or reads rows of a table in batches and sends those.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { metadata } from '../contestants/payload.ts';
import { answering } from '../frame/answering.ts';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { createHandPool } from '../frame/database.ts';
import { atRate } from './at-rate.ts';
import { createNotes, noteIn, shopChanged, type } from './note.ts';
import type { HandSettings, ToPublisher } from './questions.ts';

const { databaseUrl, brokers, topic } = childSettings<HandSettings>();
const pool = createHandPool(databaseUrl);
const kafka = new Kafka({ clientId: 'bench-hand-publisher', brokers, logLevel: logLevel.ERROR });
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 5 });
await producer.connect();

const messageOf = (id: string, key: string, value: string): Message => ({
  key,
  value,
  headers: {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: type,
    ce_source: '/kefu/gateway',
    ce_subject: key,
    ce_time: new Date().toISOString(),
    'content-type': 'application/json',
    ce_correlationid: metadata.correlationId,
  },
});
const send = (messages: Message[]) => producer.send({ topic, messages, acks: -1 });

const noteOf = createNotes();
const publish = (bytes: number): Promise<unknown> => {
  const data = noteOf(bytes);
  return send([messageOf(randomUUID(), data.shopId, JSON.stringify(shopChanged(data)))]);
};

const appendText = `INSERT INTO event (stream, version, type, id, data, metadata)
  SELECT stream, version, 'Noted', gen_random_uuid(), data, $4
  FROM unnest($1::text[], $2::int[], $3::text[]) AS n (stream, version, data)`;
const mostAtOnce = 500;
const append = async (count: number, bytes: number): Promise<void> => {
  for (let left = count; left > 0; left -= mostAtOnce) {
    const notes = Array.from({ length: Math.min(left, mostAtOnce) }, () => noteOf(bytes));
    await pool.query(appendText, [
      notes.map(({ shopId }) => shopId),
      notes.map(({ name }) => noteIn(name).nth),
      notes.map((note) => JSON.stringify(shopChanged(note))),
      JSON.stringify(metadata),
    ]);
  }
};

type Row = { position: string; stream: string; id: string; data: string };
const page = {
  name: 'page',
  text: 'SELECT position, stream, id, data FROM event WHERE position > $1 ORDER BY position LIMIT 500',
};
const checkpoint = { name: 'checkpoint', text: 'UPDATE checkpoint SET position = $1' };
let position = '0';
const relay = async (): Promise<void> => {
  for (;;) {
    const { rows } = await pool.query<Row>({ ...page, values: [position] });
    const last = rows.at(-1);
    if (!last) return;
    await send(rows.map(({ id, stream, data }) => messageOf(id, stream, data)));
    await pool.query({ ...checkpoint, values: [last.position] });
    ({ position } = last);
  }
};

let relaying: Promise<void> | undefined;
answering<ToPublisher>(async (order) => {
  switch (order.do) {
    case 'publish':
      return { count: await atRate(() => publish(order.bytes), order) };
    case 'append':
      await append(order.count, order.bytes);
      return { count: order.count };
    case 'relay':
      relaying = relay();
      return {};
    case 'rest':
      await relaying;
      return {};
  }
});
whenLeft(async () => {
  await producer.disconnect();
  await pool.end();
});
tellParent({});
