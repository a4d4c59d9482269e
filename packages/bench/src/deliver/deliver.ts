import { setTimeout as wait } from 'node:timers/promises';
import { kefu } from '../contestants/kefu-log.ts';
import type { Benchmark } from '../frame/benchmark.ts';
import type { Contestant } from '../frame/contestant.ts';
import { figuresOf, type Figures } from '../frame/statistics.ts';
import { createArrivals, type Arrivals } from './arrivals.ts';
import { commitOffsetAfter, kafkajsVersion, noteOf, openKafkajs, type OnBatch } from './kafkajs.ts';
import { openKefuServices } from './kefu-services.ts';
import { textFor } from './noted.ts';
import { table } from './effects.ts';

const perSecond = 500;
const text = textFor(200);

/** Sends at the rate whatever the answers take, then waits for the last effect. */
const atRate = async (
  send: (n: number) => Promise<unknown>,
  arrivals: Arrivals,
  durationMs: number,
): Promise<Figures> => {
  const began = performance.now();
  const sending = [];
  for (let sent = 0, total = (durationMs * perSecond) / 1_000; sent < total;) {
    const due = Math.min(total, ((performance.now() - began) * perSecond) / 1_000);
    for (; sent < due; sent++) sending.push(send(arrivals.send()));
    await wait(1);
  }
  await Promise.all(sending);
  const took = await arrivals.all();
  return figuresOf(took, performance.now() - began);
};

const createKefu = async (): Promise<Contestant> => {
  const arrivals = createArrivals();
  const services = await openKefuServices('deliver', arrivals);
  const relay = services.relay();
  return {
    ...kefu,
    round: (_, durationMs) => atRate((n) => services.note([n], text), arrivals, durationMs),
    complaint: services.complaint,
    close: async () => {
      await relay.stop();
      await services.close();
    },
  };
};

const insert = { name: 'insert', text: `INSERT INTO ${table} (n, key, "order") VALUES ($1, $2, $3)` };

const createByHand = async (): Promise<Contestant> => {
  const arrivals = createArrivals();
  const oneByOne: OnBatch = async (pool, payload) => {
    for (const { value } of payload.batch.messages) {
      const { n, key, order } = noteOf(value);
      await pool.query({ ...insert, values: [n, key, order] });
      arrivals.arrive(n);
    }
    await commitOffsetAfter(payload, payload.batch.lastOffset());
  };
  const { produce, complaint, close } = await openKafkajs('deliver', arrivals, oneByOne);
  return {
    name: 'kafkajs by hand',
    version: kafkajsVersion,
    round: (_, durationMs) => atRate((n) => produce([n], text), arrivals, durationMs),
    complaint,
    close,
  };
};

export const deliver: Benchmark = {
  name: 'deliver',
  what: 'From a command’s beginning to the committed effect in another service, over log, relay, Kafka and inbox, 500 events a second; by hand from kafkajs’ producer to its consumer with one insert each.',
  aims: [
    { figure: 'p50', atMost: 15 },
    { figure: 'p99', atMost: 60 },
  ],
  prepare: async () => ({
    loads: [{ name: `${perSecond}/s`, concurrency: 1 }],
    warmUpMs: 1_000,
    contestants: [await createKefu(), await createByHand()],
  }),
};
