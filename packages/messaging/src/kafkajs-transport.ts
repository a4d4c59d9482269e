import { setTimeout as delay } from 'node:timers/promises';
import { CompressionTypes, Kafka, logLevel, type Admin, type Producer } from 'kafkajs';
import { mendIdleTimer } from './kafkajs-timer.ts';
import { kafkajsSubscription } from './kafkajs-subscription.ts';
import type { Log } from './log.ts';
import { partitionOf } from './partition-of.ts';
import {
  defaultTopicOptions,
  type EventTransport,
  type OutgoingMessage,
  type PartitionLag,
} from './transport.ts';

export type KafkajsOptions = { clientId: string; brokers: string[]; log: Log };

/**
 * kafkajs 2.2.4 must not try a send again: where a partition's leader has moved to a broker that had answered already
 * for its other partitions, the second try leaves that partition out and calls the whole a success. The caller sends
 * everything again instead. kafkajs refuses an idempotent producer with fewer than 1 try, but no number is less than NaN.
 */
const NEVER = Number.NaN;

export const kafkajsTransport = ({ clientId, brokers, log }: KafkajsOptions): EventTransport => {
  mendIdleTimer();
  const kafka = new Kafka({
    clientId,
    brokers,
    logLevel: logLevel.WARN,
    // each failure also reaches a caller, who says what it means
    logCreator: () => (entry) => log.debug({ namespace: entry.namespace, ...entry.log }, entry.log.message),
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 2 },
    connectionTimeout: 3_000,
    requestTimeout: 10_000, // also how long a connection is believed in whose other end is gone without a word
  });
  const producer = connection(() =>
    kafka.producer({
      idempotent: true,
      maxInFlightRequests: 5,
      retry: { retries: NEVER },
      createPartitioner:
        () =>
        ({ message: { key }, partitionMetadata }) =>
          partitionOf(Buffer.from(key ?? ''), partitionMetadata.length),
    }),
  );
  const admin = connection(() => kafka.admin());

  const publish = async (topic: string, messages: OutgoingMessage[]): Promise<void> => {
    await producer.use((connected) =>
      connected.send({ topic, messages, acks: -1, timeout: 10_000, compression: CompressionTypes.None }),
    );
  };

  const createTopics: EventTransport['createTopics'] = async (topics, options = defaultTopicOptions) => {
    await admin.use(async (connected) => {
      const existing = new Set(await connected.listTopics());
      const missing = topics.filter((topic) => !existing.has(topic));
      if (missing.length === 0) return;
      await connected.createTopics({
        waitForLeaders: false, // kafkajs gives up where a broker has not even heard of the topic yet
        topics: missing.map((topic) => ({
          topic,
          numPartitions: options.partitions,
          configEntries: [{ name: 'retention.ms', value: String(options.retentionMs) }],
        })),
      });
      await untilLed(connected, missing);
    });
  };

  const lag = (groupId: string, topics: string[]): Promise<PartitionLag[]> =>
    admin.use(async (connected) => {
      const committed = await connected.fetchOffsets({ groupId, topics });
      const perTopic = committed.map(async ({ topic, partitions }) => {
        const ends = await connected.fetchTopicOffsets(topic);
        return ends.map(({ partition, high, low }) => {
          const offset = Number(partitions.find((of) => of.partition === partition)?.offset ?? -1);
          return { topic, partition, lag: Math.max(0, Number(high) - Math.max(offset, Number(low))) };
        });
      });
      return (await Promise.all(perTopic)).flat();
    });

  return {
    publish,
    createTopics,
    lag,
    subscribe: (options) => kafkajsSubscription(kafka, log, options),
    close: async () => {
      await Promise.all([producer.close(), admin.close()]);
    },
  };
};

const notYet = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'];
const ledWithinMs = 10_000;

/** What the broker answered, by kafkajs's name for it; what it does not try again comes wrapped. */
const answerOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return 'type' in error ? String(error.type) : answerOf(error.cause);
};

/** Asks each leader itself: the others hear of it before it has opened its part of the log. */
const areLed = async (admin: Admin, topics: string[]): Promise<boolean> => {
  try {
    const known = await admin.fetchTopicMetadata({ topics });
    if (known.topics.some(({ partitions }) => partitions.some(({ leader }) => leader < 0))) return false;
    await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
    return true;
  } catch (error) {
    if (notYet.includes(answerOf(error) ?? '')) return false;
    throw error;
  }
};

/** A topic that was created takes a moment to be known to all brokers. */
const untilLed = async (admin: Admin, topics: string[]): Promise<void> => {
  const end = performance.now() + ledWithinMs;
  while (!(await areLed(admin, topics))) {
    if (performance.now() > end) throw new Error(`no leader within ${ledWithinMs} ms: ${topics.join(', ')}`);
    await delay(50);
  }
};

/**
 * Connects at the first use and anew after an error. For the producer that is vital: kafkajs gives the numbers of a
 * failed batch to the next one, which the broker then takes for a repetition and silently drops.
 */
const connection = <Client extends Producer | Admin>(create: () => Client) => {
  let current: Promise<Client> | undefined;
  const connect = async (): Promise<Client> => {
    const client = create();
    await client.connect();
    return client;
  };
  const close = async (): Promise<void> => {
    const closing = current;
    current = undefined;
    await closing?.then((client) => client.disconnect()).catch(() => undefined); // it never was, or no longer is, connected
  };
  return {
    close,
    use: async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
      current ??= connect();
      try {
        return await work(await current);
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
};
