import { createBatchConsumer, type Consuming } from './consume.ts';
import { topicOf, type EventTransport } from './transport.ts';
import { startWatchdog } from './watchdog.ts';

export type ConsumerOptions = Consuming & {
  service: string;
  transport: EventTransport;
  topicPrefix: string | undefined;
  onStuck: ((lag: number) => void) | undefined;
};

const publisherOf = (type: string): string => type.slice(0, type.indexOf('.'));

/** Joins the service's group on the topics of everything it listens to. */
export const startConsumer = async (options: ConsumerOptions): Promise<{ stop(): Promise<void> }> => {
  const { service, transport, topicPrefix, handlers, parkedKeys, metrics, log, onStuck } = options;
  const topics = [...new Set(handlers.types().map(publisherOf))].map((publisher) =>
    topicOf(publisher, topicPrefix),
  );
  if (topics.length === 0) return { stop: async () => undefined };
  const group = topicOf(service, topicPrefix);
  const consume = createBatchConsumer(options);

  let consumed = 0n;
  await transport.createTopics(topics);
  const subscription = await transport.subscribe({
    group,
    topics,
    onAssigned: parkedKeys.outdate,
    onBatch: async (batch) => {
      const progress = await consume(batch);
      consumed += progress.next - (batch.messages[0]?.offset ?? progress.next);
      return progress;
    },
  });

  const watchdog = startWatchdog({
    progress: () => consumed,
    lag: async () => {
      const partitions = await transport.lag(group, topics);
      metrics.lag(partitions);
      return partitions.reduce((sum, { lag }) => sum + lag, 0);
    },
    onStuck: (lag) => {
      log.error({ group, lag }, 'events wait and nothing has moved for a minute');
      onStuck?.(lag);
    },
  });
  return {
    stop: async () => {
      watchdog.stop();
      await subscription.stop();
    },
  };
};
