import { randomBytes } from 'node:crypto';
import { Kafka, logLevel, Partitioners, type EachBatchPayload } from 'kafkajs';
import type pg from 'pg';
import { openBareLog } from '../contestants/bare-log.ts';
import { versionOf } from '../frame/version.ts';
import type { Arrivals } from './arrivals.ts';
import { columns, complaintOfEffects, table } from './effects.ts';
import { keyOf, noteIn, shopData } from './noted.ts';

export const kafkajsVersion = versionOf('kafkajs');

export type OnBatch = (pool: pg.Pool, payload: EachBatchPayload) => Promise<void>;

/** A producer and a consumer by hand, with the settings that kefu gives its own. */
export const openKafkajs = async (name: string, arrivals: Arrivals, onBatch: OnBatch) => {
  const { pool, close } = await openBareLog(name, { [table]: columns });
  const kafka = new Kafka({
    clientId: 'bench-by-hand',
    brokers: [process.env.KEFU_TEST_KAFKA ?? ''],
    logLevel: logLevel.NOTHING, // what fails for good reaches a caller
  });
  const topic = `bench-${randomBytes(4).toString('hex')}.by-hand`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 12 }] });
  await admin.disconnect();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 5,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const consumer = kafka.consumer({ groupId: `${topic}.group`, maxWaitTimeInMs: 1_000 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 8,
    eachBatch: (payload) => onBatch(pool, payload),
  });
  const orders = new Map<string, number>();
  return {
    produce: (numbers: readonly number[], text: string) => {
      const messages = numbers.map((n) => {
        const key = keyOf(n);
        const order = (orders.get(key) ?? 0) + 1;
        orders.set(key, order);
        return { key, value: JSON.stringify(shopData(key, order, n, text)) };
      });
      return producer.send({ topic, acks: -1, messages });
    },
    complaint: () => complaintOfEffects(pool, arrivals.sent()),
    close: async () => {
      await consumer.disconnect();
      await producer.disconnect();
      await close();
    },
  };
};

/** What a message says. */
export const noteOf = (value: Buffer | null): { n: number; order: number; key: string } => {
  const { shopId, name } = JSON.parse(value?.toString() ?? '{}') as ReturnType<typeof shopData>; // as produced above
  return { ...noteIn(name), key: shopId };
};

export const commitOffsetAfter = async (
  { batch, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload,
  offset: string,
): Promise<void> => {
  resolveOffset(offset);
  const next = String(BigInt(offset) + 1n);
  const { topic, partition } = batch;
  await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
};
