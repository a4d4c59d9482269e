import { Kafka, logLevel } from 'kafkajs';

export const adminOf = (brokers: string) =>
  new Kafka({
    clientId: 'kefu-setup',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    retry: { retries: 1 },
  }).admin();

export const brokersAnswer = async (brokers: string): Promise<boolean> => {
  const admin = adminOf(brokers);
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } finally {
    await admin.disconnect();
  }
};

export type Topic = { topic: string; partitions?: number };

/** Creates those that are missing and leaves the others as they are. */
export const createTopics = async (brokers: string, topics: Topic[]): Promise<void> => {
  const admin = adminOf(brokers);
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ topic }) => !existing.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ topic, partitions = -1 }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: -1,
      })),
    });
  } finally {
    await admin.disconnect();
  }
};
