/** A message for Kafka. Messages of one key stay in order. */
export type OutgoingMessage = { key: string; value: Buffer; headers: Record<string, string> };

export type IncomingMessage = {
  topic: string;
  partition: number;
  offset: bigint;
  key: string | null;
  value: Buffer;
  headers: Record<string, string>;
};

/** What one partition had to offer, in order and never empty. */
export type Batch = {
  topic: string;
  partition: number;
  messages: IncomingMessage[];
  /** Aborted when the partition may be given to somebody else or the subscription stops: start nothing new. */
  signal: AbortSignal;
};

export type Progress = {
  /** The first offset that is not done: what lies before it is committed, the rest is delivered again. */
  next: bigint;
  /** Leave this partition alone for so long; the others go on and the group hears our heartbeats. */
  pauseMs?: number;
};

export type SubscribeOptions = {
  group: string;
  topics: string[];
  /** Called for several partitions at once, never twice at once for one. It must not throw. */
  onBatch: (batch: Batch) => Promise<Progress>;
  /** Other partitions than before may be ours now; no batch of theirs was delivered yet. */
  onAssigned?: () => void;
};

export interface Subscription {
  /** Lets running batches end (10 s at most), commits what is done and leaves the group. */
  stop(): Promise<void>;
}

export type PartitionLag = { topic: string; partition: number; lag: number };

export type TopicOptions = { partitions: number; retentionMs: number };

/** What we need of Kafka, so that another client can stand behind it. */
export interface EventTransport {
  /** Creates the topics that do not exist yet. */
  createTopics(topics: string[], options?: TopicOptions): Promise<void>;
  /** Resolves once every in-sync replica has all messages. After an error some, in order, may be there. */
  publish(topic: string, messages: OutgoingMessage[]): Promise<void>;
  /** A group without offsets begins at the oldest message. */
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  lag(group: string, topics: string[]): Promise<PartitionLag[]>;
  close(): Promise<void>;
}

export const defaultTopicOptions: TopicOptions = { partitions: 12, retentionMs: 7 * 24 * 3_600_000 };

/** The topic that a service publishes to. */
export const topicOf = (service: string, prefix = 'kefu.'): string => `${prefix}${service}`;
