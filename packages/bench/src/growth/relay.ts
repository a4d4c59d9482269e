import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore, Position } from '@kefu/event-store';
import { publicEventOf, startRelay, type EventTransport } from '@kefu/messaging';
import type { WordsAdded } from '../decide/words.ts';
import { shopChanged, type } from '../delivery/note.ts';
import { logOf } from '../delivery/log.ts';
import type { Figures } from '../frame/statistics.ts';

const unused = async (): Promise<never> => {
  throw new Error('a relay does not ask for this');
};

/** Takes all that it is given: Kafka is the same for a short log and a long one. */
const swallow = (onMessages: (count: number) => void): EventTransport => ({
  publish: async (_topic, messages) => onMessages(messages.length),
  createTopics: unused,
  subscribe: unused,
  lag: unused,
  close: unused,
});

const idleMs = 100;

/** The service's own relay from a checkpoint on, until the time or the log is over. */
const relayOnce = async (
  store: EventStore<WordsAdded>,
  from: Position | null,
  durationMs: number,
): Promise<{ relayed: number; tookMs: number }> => {
  const topic = `growth-${randomUUID()}`;
  await store.pool.query('INSERT INTO relay (topic, position) VALUES ($1, $2)', [topic, from]);
  let relayed = 0;
  const began = performance.now();
  let lastAt = began;
  const relay = startRelay<WordsAdded>({
    store,
    transport: swallow((count) => {
      relayed += count;
      lastAt = performance.now();
    }),
    topic,
    publish: (stored) =>
      publicEventOf(stored, type, shopChanged({ shopId: 'shop-1', name: stored.data.words })),
    owner: 'bench',
    log: logOf('growth'),
  });
  while (lastAt - began < durationMs && (relayed === 0 || performance.now() - lastAt < idleMs)) await wait(5);
  await relay.stop();
  return { relayed, tookMs: lastAt - began };
};

/** Events that the relay takes out of the log, again from the checkpoint where the log ends sooner than the time. */
export const relayFor = async (
  store: EventStore<WordsAdded>,
  from: Position | null,
  durationMs: number,
): Promise<Figures> => {
  let [events, tookMs] = [0, 0];
  while (tookMs < durationMs) {
    const once = await relayOnce(store, from, durationMs - tookMs);
    events += once.relayed;
    tookMs += once.tookMs;
  }
  return { perSecond: (events * 1_000) / tookMs };
};
