import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore, Position } from '@kefu/event-store';
import { publicEventOf, startRelay, type EventTransport, type OutgoingMessage } from '@kefu/messaging';
import type { WordsAdded } from '../decide/words.ts';
import { shopChanged, type } from '../delivery/note.ts';
import { complaintOf } from '../contestants/payload.ts';
import { logOf } from '../delivery/log.ts';
import type { Figures } from '../frame/statistics.ts';

const unused = async (): Promise<never> => {
  throw new Error('a relay does not ask for this');
};

/** Takes all that it is given: Kafka is the same for a short log and a long one. */
const swallow = (onMessages: (messages: readonly OutgoingMessage[]) => void): EventTransport => ({
  publish: async (_topic, messages) => onMessages(messages),
  createTopics: unused,
  subscribe: unused,
  lag: unused,
  close: unused,
});

const idleMs = 100;
// A relay that is handed nothing for so long has lost its way.
const patienceMs = 30_000;

/** How many events, and the sum of the ends of their ids: one left out and another told twice are no whole. */
type Told = { events: number; sum: number };

const behind = async (store: EventStore<WordsAdded>, from: Position | null): Promise<Told> => {
  const { rows } = await store.pool.query<Told>(
    `SELECT count(*)::float8 AS events, coalesce(sum(('x' || right(id::text, 6))::bit(24)::int), 0)::float8 AS sum
     FROM event WHERE $1::text IS NULL OR (epoch, xid, sequence) >
       (split_part($1, '.', 1)::int, split_part($1, '.', 2)::xid8, split_part($1, '.', 3)::bigint)`,
    [from],
  );
  return rows[0] ?? { events: 0, sum: 0 };
};

type Pass = Told & { tookMs: number };

/** The service's own relay from a checkpoint on. `isOver` is asked all the time, with how long nothing came any more. */
const relayOnce = async (
  store: EventStore<WordsAdded>,
  from: Position | null,
  isOver: (pass: Pass, idleForMs: number) => boolean,
): Promise<Pass> => {
  const topic = `growth-${randomUUID()}`;
  await store.pool.query('INSERT INTO relay (topic, position) VALUES ($1, $2)', [topic, from]);
  const began = performance.now();
  const pass: Pass = { events: 0, sum: 0, tookMs: 0 };
  const relay = startRelay<WordsAdded>({
    store,
    transport: swallow((messages) => {
      pass.events += messages.length;
      for (const { headers } of messages) pass.sum += Number.parseInt(headers.ce_id?.slice(-6) ?? '', 16);
      pass.tookMs = performance.now() - began;
    }),
    topic,
    publish: (stored) =>
      publicEventOf(stored, type, shopChanged({ shopId: 'shop-1', name: stored.data.words })),
    owner: 'bench',
    log: logOf('growth'),
  });
  const idleForMs = (): number => performance.now() - began - pass.tookMs;
  while (!isOver(pass, idleForMs()) && idleForMs() < patienceMs) await wait(5);
  const told = { ...pass };
  await relay.stop();
  return told;
};

/** Events that the relay takes out of the log, again from the checkpoint where the log ends sooner than the time. */
export const relayFor = async (
  store: EventStore<WordsAdded>,
  from: Position | null,
  durationMs: number,
): Promise<Figures> => {
  let [events, tookMs] = [0, 0];
  while (tookMs < durationMs) {
    const once = await relayOnce(
      store,
      from,
      (pass, idleForMs) => tookMs + pass.tookMs >= durationMs || (pass.events > 0 && idleForMs > idleMs),
    );
    if (once.events === 0) throw new Error(`the relay found nothing within ${patienceMs / 1_000} s`);
    events += once.events;
    tookMs += once.tookMs;
  }
  return { perSecond: (events * 1_000) / tookMs };
};

/** What is wrong with a whole pass: it must tell what lies behind the checkpoint, each once. Nobody writes meanwhile. */
export const complaintOfRelay = async (
  store: EventStore<WordsAdded>,
  from: Position | null,
): Promise<string | undefined> => {
  const all = await behind(store, from);
  // a moment longer than is needed: what is told twice comes late
  const pass = await relayOnce(
    store,
    from,
    ({ events }, idleForMs) => events >= all.events && idleForMs > idleMs,
  );
  return complaintOf(
    pass.events !== all.events && `${pass.events} relayed of ${all.events}`,
    pass.events === all.events && pass.sum !== all.sum && 'others relayed than are stored',
  );
};
