import type { Position } from '@kefu/event-store';
import { complaintOfFeed, kefu, openKefuLog } from '../contestants/kefu-log.ts';
import { complaintOf, createStreamNames, metadata } from '../contestants/payload.ts';
import { adding, takeInTurn, type WordsAdded } from '../decide/words.ts';
import { keepCalling } from '../frame/calls.ts';
import type { Contestant, Load } from '../frame/contestant.ts';
import { figuresOf, type Figures } from '../frame/statistics.ts';
import { eventOf, fill, longest, type Filled } from './fill.ts';
import { complaintOfRelay, relayFor } from './relay.ts';

const page = 500;

export const loads = {
  append: { name: 'append, 16 at once', concurrency: 16 },
  appendAnywhere: { name: 'append to streams named at random, 16 at once', concurrency: 16 },
  appendToOne: { name: 'append to the longest stream, 16 at once', concurrency: 16 },
  loadTen: { name: 'load a stream of 10, 16 at once', concurrency: 16 },
  loadLongest: { name: 'load the longest stream', concurrency: 1 },
  feed: { name: `feed read by ${page}, events`, concurrency: 1 },
  relay: { name: 'relay, events', concurrency: 1 },
} satisfies Record<string, Load>;

export type Log = Contestant & { bytesAnEvent(): Promise<number> };

/** A log of so many events. Its work is the same as every other's; what differs is what lies there already. */
export const createLogOf = async (count: number, name: string, seed: number): Promise<Log> => {
  const { store, close } = await openKefuLog<WordsAdded>(`growth_${count}`);
  const anyName = createStreamNames(seed + 1);
  let named = 0;
  // the services name theirs by time, too: the streams' index grows at one place
  const nextName = () => `case-${String(++named).padStart(32, '0')}`;
  const filled: Filled = await fill(store, count, seed);
  const takeTen = takeInTurn(filled.tens);
  let appended = 0;
  let wrongLoads = 0;

  const append = async (stream: string): Promise<string> => {
    const expected = stream === longest ? 'any' : 'none';
    await store.commit({ appends: [{ stream, expected, events: [eventOf()], metadata }] });
    appended++;
    return stream;
  };
  const load = async (stream: string): Promise<string> => {
    const { version } = await store.load(stream, adding);
    if (stream !== longest && version !== 10) wrongLoads++;
    return stream;
  };
  const calls: Record<string, () => Promise<string>> = {
    [loads.append.name]: () => append(nextName()),
    [loads.appendAnywhere.name]: () => append(anyName()),
    [loads.appendToOne.name]: () => append(longest),
    [loads.loadTen.name]: () => load(takeTen()),
    [loads.loadLongest.name]: () => load(longest),
  };
  /** From somewhere in the middle on, as a relay that catches up. */
  const read = async (durationMs: number): Promise<Figures> => {
    const began = performance.now();
    const took: number[] = [];
    let events = 0;
    let after: Position | null = filled.middle;
    for (let before = began; before - began < durationMs;) {
      const feed = await store.feed({ after, limit: page, sealed: true });
      const now = performance.now();
      took.push(now - before);
      before = now;
      events += feed.events.length;
      after = feed.events.length < page ? filled.middle : feed.position;
    }
    return figuresOf(took, performance.now() - began, events);
  };

  return {
    name,
    version: `kefu ${kefu.version}`,
    round: (asked, durationMs) => {
      if (asked.name === loads.relay.name) return relayFor(store, filled.middle, durationMs);
      const call = calls[asked.name];
      return call ? keepCalling(call, asked.concurrency, durationMs) : read(durationMs);
    },
    complaint: async () => {
      // Twenty million events are not read again: counting them says enough.
      const stored =
        count > 1_000_000
          ? (await store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event')).rows[0]?.n
          : undefined;
      const wrong =
        stored === undefined
          ? await complaintOfFeed(store, count + appended)
          : complaintOf(stored !== count + appended && `${stored} stored of ${count + appended}`);
      return complaintOf(
        wrong,
        wrongLoads > 0 && `${wrongLoads} loads of another length`,
        await complaintOfRelay(store, filled.middle),
      );
    },
    bytesAnEvent: async () => {
      const { rows } = await store.pool.query<{ bytes: number }>(
        "SELECT pg_total_relation_size('event')::float8 / (SELECT count(*) FROM event) AS bytes",
      );
      return rows[0]?.bytes ?? Number.NaN;
    },
    close,
  };
};
