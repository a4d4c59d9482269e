// Consumes with kafkajs by hand: one INSERT an event, or one of many rows a batch.
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { answering } from '../frame/answering.ts';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { createHandPool } from '../frame/database.ts';
import { noteIn } from './note.ts';
import type { HandSettings, ToConsumer } from './questions.ts';
import { createTally } from './tally.ts';

const { databaseUrl, brokers, topic, inBatches } = childSettings<HandSettings>();
const pool = createHandPool(databaseUrl);
const tally = createTally();
const group = 'shops';
const consumer = new Kafka({ clientId: 'bench-hand-consumer', brokers, logLevel: logLevel.ERROR }).consumer({
  groupId: topic,
});

const one = {
  name: 'one',
  text: 'INSERT INTO effect (consumer, event_id, shop_id, nth) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
};
const many = {
  name: 'many',
  text: `INSERT INTO effect (consumer, event_id, shop_id, nth)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[])
         ON CONFLICT DO NOTHING`,
};

const read = ({ headers, value }: KafkaMessage) => {
  const { shopId, name } = JSON.parse(String(value)) as { shopId: string; name: string }; // by the publisher
  return { id: String(headers?.ce_id), shopId, ...noteIn(name) };
};

await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
await consumer.run({
  partitionsConsumedConcurrently: 8,
  ...(inBatches
    ? {
        eachBatch: async ({ batch }) => {
          const events = batch.messages.map(read);
          await pool.query({
            ...many,
            values: [
              group,
              events.map(({ id }) => id),
              events.map(({ shopId }) => shopId),
              events.map(({ nth }) => nth),
            ],
          });
          for (const { sentAt } of events) tally.effective(sentAt);
        },
      }
    : {
        eachMessage: async ({ message }) => {
          const { id, shopId, nth, sentAt } = read(message);
          await pool.query({ ...one, values: [group, id, shopId, nth] });
          tally.effective(sentAt);
        },
      }),
});
answering<ToConsumer>(({ effects }) => tally.afterMore(effects));
whenLeft(async () => {
  await consumer.disconnect();
  await pool.end();
});
tellParent({});
