import { adminOf } from './kafka-admin.ts';

/** How many messages of a topic a group has not consumed, over all partitions. */
export type GroupLag = { group: string; topic: string; messages: number };

/** Of each group the topics that it has consumed from; a group that never consumed has none. Throws when Kafka is away. */
export const groupLags = async (brokers: string, groups: readonly string[]): Promise<GroupLag[]> => {
  const admin = adminOf(brokers);
  await admin.connect();
  try {
    const lags: GroupLag[] = [];
    for (const group of groups) {
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group })) {
        const committed = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
        const behind = (await admin.fetchTopicOffsets(topic)).map(({ partition, high, low }) =>
          Math.max(0, Number(high) - Math.max(committed.get(partition) ?? -1, Number(low))),
        );
        lags.push({ group, topic, messages: behind.reduce((sum, messages) => sum + messages, 0) });
      }
    }
    return lags;
  } finally {
    await admin.disconnect();
  }
};
