import { setTimeout as delay } from 'node:timers/promises';
import { Admin, Consumer, ProduceAcks, Producer, type Message } from '@platformatic/kafka';
import {
  defaultTopicOptions,
  type EventTransport,
  type IncomingMessage,
  type SubscribeOptions,
  type Subscription,
} from '../src/transport.ts';

/** A second client behind the port, to hold the port to what a client can do. */
export const platformaticTransport = (clientId: string, bootstrapBrokers: string[]): EventTransport => {
  const common = { clientId, bootstrapBrokers, retries: 5, retryDelay: 200 };
  const producer = new Producer<Buffer, Buffer, Buffer, Buffer>({
    ...common,
    idempotent: true,
    acks: ProduceAcks.ALL,
  });
  const admin = new Admin(common);
  const lookouts = new Map<string, Consumer>();
  const lookout = (groupId: string): Consumer => {
    const known = lookouts.get(groupId) ?? new Consumer({ ...common, groupId });
    lookouts.set(groupId, known);
    return known;
  };
  return {
    createTopics: async (topics, { partitions, retentionMs } = defaultTopicOptions) => {
      const existing = new Set(await admin.listTopics());
      const missing = topics.filter((topic) => !existing.has(topic));
      if (missing.length === 0) return;
      const configs = [{ name: 'retention.ms', value: String(retentionMs) }];
      try {
        await admin.createTopics({ topics: missing, partitions, configs });
      } catch (error) {
        // Somebody else, or this client's own first try, may have been quicker; the brokers learn of it a moment later.
        for (const end = performance.now() + 10_000; ; await delay(50)) {
          const now = new Set(await admin.listTopics());
          if (missing.every((topic) => now.has(topic))) return;
          if (performance.now() > end) throw error;
        }
      }
    },
    publish: async (topic, messages) => {
      await producer.send({
        messages: messages.map(({ key, value, headers }) => ({
          topic,
          key: Buffer.from(key),
          value,
          headers: new Map(
            Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]),
          ),
        })),
      });
    },
    subscribe: (options) => subscribe(new Consumer({ ...common, groupId: options.group }), options),
    lag: async (group, topics) => {
      const consumer = lookout(group);
      const ends = await consumer.listOffsets({ topics, timestamp: -1n });
      const all = [...ends].map(([topic, offsets]) => ({
        topic,
        partitions: offsets.map((_, partition) => partition),
      }));
      const committed = await consumer.listCommittedOffsets({ topics: all });
      return [...ends].flatMap(([topic, offsets]) =>
        offsets.map((end, partition) => {
          const done = committed.get(topic)?.[partition] ?? -1n;
          return { topic, partition, lag: Number(end - (done < 0n ? 0n : done)) };
        }),
      );
    },
    close: async () => {
      await Promise.all([
        producer.close(),
        admin.close(),
        ...[...lookouts.values()].map((consumer) => consumer.close()),
      ]);
    },
  };
};

type Partition = {
  waiting: IncomingMessage[];
  last: bigint;
  member: AbortController;
  working: Promise<void>;
};

const subscribe = async (
  consumer: Consumer,
  { topics, onBatch, onAssigned }: SubscribeOptions,
): Promise<Subscription> => {
  const partitions = new Map<string, Partition>();
  const stopping = new AbortController();

  const work = async (topic: string, partition: number, state: Partition): Promise<void> => {
    const { signal } = state.member;
    while (state.waiting.length > 0 && !signal.aborted) {
      const messages = state.waiting.slice(0, 500);
      const { next, pauseMs } = await onBatch({ topic, partition, messages, signal });
      state.waiting = state.waiting.filter(({ offset }) => offset >= next);
      if (next > (messages[0]?.offset ?? next))
        await consumer.commit({ offsets: [{ topic, partition, offset: next, leaderEpoch: -1 }] });
      if (pauseMs !== undefined) await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };

  consumer.on('consumer:group:join', ({ assignments }) => {
    const ours = new Set(
      assignments?.flatMap((of) => of.partitions.map((partition) => `${of.topic}/${partition}`)),
    );
    for (const [name, { member }] of partitions) {
      if (ours.has(name)) continue;
      member.abort();
      partitions.delete(name);
    }
    onAssigned?.();
  });

  const stream = await consumer.consume({
    topics,
    mode: 'committed',
    fallbackMode: 'earliest',
    autocommit: false,
    sessionTimeout: 6_000,
    heartbeatInterval: 2_000,
    maxWaitTime: 500,
  });
  stream.on('data', (message) => {
    const { topic, partition, offset } = message;
    const name = `${topic}/${partition}`;
    const state = partitions.get(name) ?? {
      waiting: [],
      last: -1n,
      member: new AbortController(),
      working: Promise.resolve(),
    };
    partitions.set(name, state);
    if (stopping.signal.aborted || offset <= state.last) return;
    state.last = offset;
    state.waiting.push(incoming(message));
    if (state.waiting.length === 1) state.working = state.working.then(() => work(topic, partition, state));
  });

  return {
    stop: async () => {
      stopping.abort();
      for (const { member } of partitions.values()) member.abort();
      const drained = Promise.all([...partitions.values()].map(({ working }) => working));
      await Promise.race([drained, delay(10_000, undefined, { ref: false })]);
      await consumer.close(true);
    },
  };
};

const incoming = ({ topic, partition, offset, key, value, headers }: Message): IncomingMessage => ({
  topic,
  partition,
  offset,
  key: (key as Buffer | null)?.toString() ?? null, // its type knows no null keys
  value: (value as Buffer | null) ?? Buffer.alloc(0),
  headers: Object.fromEntries([...headers].map(([name, text]) => [name.toString(), text.toString()])),
});
