import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, IHeaders, Kafka } from 'kafkajs';
import { errorText } from './failure.ts';
import type { Log } from './log.ts';
import { createOffsetCommitter } from './offset-committer.ts';
import type { IncomingMessage, SubscribeOptions, Subscription } from './transport.ts';

const SESSION_MS = 6_000; // the broker's minimum: a killed consumer's partitions move after it
const HEARTBEAT_MS = 2_000;
const DRAIN_MS = 10_000;
const RESTART_MS = 1_000;

/** Joins the group and consumes until stopped; whatever kills kafkajs' consumer is answered with a new one. */
export const kafkajsSubscription = async (
  kafka: Kafka,
  log: Log,
  { group, topics, onBatch, onAssigned }: SubscribeOptions,
): Promise<Subscription> => {
  const stopping = new AbortController();
  let membership = new AbortController();
  let consumer: Consumer;
  let restarting: Promise<void> = Promise.resolve();
  const offsets = createOffsetCommitter(
    (done) => consumer.commitOffsets(done),
    (error) => log.debug({ group, error: errorText(error) }, 'offsets were not committed'),
  );

  const consume = async (payload: EachBatchPayload): Promise<void> => {
    const { batch } = payload;
    const { topic, partition } = batch;
    const member = membership;
    if (stopping.signal.aborted) return;
    let lost: unknown;
    const beating = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => {
        lost = error;
        member.abort();
      });
    }, HEARTBEAT_MS / 2);
    const messages = batch.messages.map((message): IncomingMessage => ({
      topic,
      partition,
      offset: BigInt(message.offset),
      key: message.key?.toString() ?? null,
      value: message.value ?? Buffer.alloc(0),
      headers: textHeaders(message.headers),
    }));
    try {
      const { next, pauseMs } = await onBatch({ topic, partition, messages, signal: member.signal });
      if (pauseMs !== undefined) setTimeout(payload.pause(), pauseMs).unref();
      if (next > BigInt(batch.firstOffset() ?? next)) {
        payload.resolveOffset(String(next - 1n));
        const done = { topic, partition, offset: String(next) };
        if (member.signal.aborted)
          await payload.commitOffsetsIfNecessary({
            topics: [{ topic, partitions: [{ partition, offset: done.offset }] }],
          });
        else offsets.done(done);
      }
    } finally {
      clearInterval(beating);
    }
    // kafkajs joins the group again when it sees the heartbeat's error
    if (lost !== undefined) throw lost;
  };

  const start = async (): Promise<void> => {
    membership = new AbortController();
    consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 30_000,
      maxWaitTimeInMs: 1_000,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 2, restartOnFailure: async () => false },
    });
    consumer.on(consumer.events.REBALANCING, () => {
      membership.abort();
      offsets.drop(); // the partitions may be somebody else's, who is further
    });
    consumer.on(consumer.events.GROUP_JOIN, () => {
      membership = new AbortController();
      onAssigned?.();
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error } }) => {
      membership.abort();
      offsets.drop();
      log.warn({ group, error: errorText(error) }, 'the consumer crashed and is started again');
      restarting = restart();
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 8,
        eachBatch: consume,
      });
    } catch (error) {
      await consumer.disconnect().catch(() => undefined); // half-connected
      throw error;
    }
  };

  const restart = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await delay(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        return await start();
      } catch (error) {
        log.warn({ group, error: errorText(error) }, 'the consumer could not start');
      }
    }
  };

  await start();
  return {
    stop: async () => {
      stopping.abort();
      membership.abort();
      await restarting;
      const leaving = offsets.settled().then(() => consumer.disconnect());
      const abandoned = delay(DRAIN_MS, 'abandoned' as const, { ref: false });
      const ended = await Promise.race([leaving, abandoned]);
      offsets.drop();
      if (ended === 'abandoned') {
        log.warn({ group }, 'events were still being handled after 10 s; they will be delivered again');
      }
    },
  };
};

const textHeaders = (headers: IHeaders | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first.toString()]];
    }),
  );
