import { randomBytes } from 'node:crypto';
import {
  kafkajsTransport,
  KefuEventsStrategy,
  startRelay,
  topicOf,
  type Received,
  type Relay,
} from '@kefu/messaging';
import { Registry } from 'prom-client';
import { openKefuLog } from '../contestants/kefu-log.ts';
import { metadata } from '../contestants/payload.ts';
import type { Arrivals } from './arrivals.ts';
import { columns, complaintOfEffects, table } from './effects.ts';
import { keyOf, noteIn, publish, type, type Noted } from './noted.ts';

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const insert = `INSERT INTO ${table} (n, key, "order")
  SELECT n, key, "order" FROM jsonb_to_recordset($1::jsonb) AS told (n int, key text, "order" int)`;

/** A service that notes and relays, and another one that has a row for each note, as services are set up. */
export const openKefuServices = async (name: string, arrivals: Arrivals) => {
  const [sender, receiver] = [
    await openKefuLog<Noted>(`${name}_out`),
    await openKefuLog(`${name}_in`, { tables: { [table]: columns } }),
  ];
  const topicPrefix = `bench-${randomBytes(4).toString('hex')}.`;
  const topic = topicOf('gateway', topicPrefix);
  const brokers = [process.env.KEFU_TEST_KAFKA ?? ''];
  const transport = kafkajsTransport({ clientId: 'bench', brokers, log });
  await transport.createTopics([topic]);
  const strategy = new KefuEventsStrategy({
    service: 'payroll',
    store: receiver.store,
    transport,
    registry: new Registry(),
    log,
    topicPrefix,
  });
  const onNote = async ({ data: { shopId, name }, inbox }: Received<typeof type>): Promise<void> => {
    const { n, order } = noteIn(name);
    const statements = [{ sql: insert, row: { n, key: shopId, order }, key: shopId }];
    await receiver.store.commit({ inbox, appends: [], statements });
    arrivals.arrive(n);
  };
  strategy.addHandler(type, onNote, true, { handler: 'bench.onNote' });
  await strategy.listen((error) => {
    if (error) throw error;
  });
  return {
    /** Notes at once under as many numbers, in one commit. */
    note: (numbers: readonly number[], text: string) => {
      const streams = Map.groupBy(numbers, keyOf);
      const appends = [...streams].map(([key, of]) => ({
        stream: key,
        expected: 'any' as const,
        events: of.map((n): Noted => ({ type: 'Noted', data: { key, n, text } })),
        metadata,
      }));
      return sender.store.commit({ appends });
    },
    relay: (): Relay => startRelay({ store: sender.store, transport, topic, publish, owner: 'bench', log }),
    complaint: () => complaintOfEffects(receiver.store.pool, arrivals.sent()),
    close: async () => {
      await strategy.close();
      await transport.close();
      await sender.close();
      await receiver.close();
    },
  };
};
