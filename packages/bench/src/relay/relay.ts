import { kefu } from '../contestants/kefu-log.ts';
import { createArrivals } from '../deliver/arrivals.ts';
import { commitOffsetAfter, kafkajsVersion, noteOf, openKafkajs, type OnBatch } from '../deliver/kafkajs.ts';
import { openKefuServices } from '../deliver/kefu-services.ts';
import { textFor } from '../deliver/noted.ts';
import { table } from '../deliver/effects.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import type { Contestant } from '../frame/contestant.ts';

const text = textFor(1_024);
const eventsAMillisecond = 5;
const atOnce = 500;

/** Numbers for a round's events, in pages. */
const pagesOf = (count: number, next: () => number): number[][] =>
  Array.from({ length: Math.ceil(count / atOnce) }, (_, page) =>
    Array.from({ length: Math.min(atOnce, count - page * atOnce) }, next),
  );

/** The log is written beforehand; timed is from the relay's start to the last committed effect. */
const createKefu = async (): Promise<Contestant> => {
  const arrivals = createArrivals();
  const services = await openKefuServices('relay', arrivals);
  return {
    ...kefu,
    round: async (_, durationMs) => {
      const pages = pagesOf(durationMs * eventsAMillisecond, arrivals.send);
      for (const page of pages) await services.note(page, text);
      const began = performance.now();
      const relay = services.relay();
      try {
        const took = await arrivals.all();
        return { perSecond: (took.length * 1_000) / (performance.now() - began) };
      } finally {
        await relay.stop();
      }
    },
    complaint: services.complaint,
    close: services.close,
  };
};

const insert = {
  name: 'insert',
  text: `INSERT INTO ${table} (n, key, "order")
         SELECT * FROM unnest($1::int[], $2::text[], $3::int[])`,
};

/** From memory to the topic in batches, and from there one statement a batch. */
const createByHand = async (): Promise<Contestant> => {
  const arrivals = createArrivals();
  const batchwise: OnBatch = async (pool, payload) => {
    const notes = payload.batch.messages.map(({ value }) => noteOf(value));
    const values = [notes.map(({ n }) => n), notes.map(({ key }) => key), notes.map(({ order }) => order)];
    await pool.query({ ...insert, values });
    for (const { n } of notes) arrivals.arrive(n);
    await commitOffsetAfter(payload, payload.batch.lastOffset());
  };
  const { produce, complaint, close } = await openKafkajs('relay', arrivals, batchwise);
  return {
    name: 'kafkajs by hand',
    version: kafkajsVersion,
    round: async (_, durationMs) => {
      const pages = pagesOf(durationMs * eventsAMillisecond, arrivals.send);
      const began = performance.now();
      for (const page of pages) await produce(page, text);
      const took = await arrivals.all();
      return { perSecond: (took.length * 1_000) / (performance.now() - began) };
    },
    complaint,
    close,
  };
};

export const relay: Benchmark = {
  name: 'relay',
  what: 'Events of 1 KB that wait in the log, relayed, consumed with inbox mark and one row as effect; by hand from memory through kafkajs, one insert a batch.',
  aims: [{ figure: 'perSecond', against: 'kafkajs by hand', atLeast: 0.7 }],
  prepare: async () => ({
    loads: [{ name: '1 KB', concurrency: 1 }],
    warmUpMs: 200,
    contestants: [await createKefu(), await createByHand()],
  }),
};
