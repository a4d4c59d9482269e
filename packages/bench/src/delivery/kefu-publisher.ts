// A service that writes to its log and relays it, in a process of its own.
import { createEventStore } from '@kefu/event-store';
import { kafkajsTransport, publicEventOf, startRelay, topicOf, type Relay } from '@kefu/messaging';
import { metadata } from '../contestants/payload.ts';
import { answering } from '../frame/answering.ts';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { atRate } from './at-rate.ts';
import { logOf } from './log.ts';
import { createNotes, shopChanged, type, type Noted } from './note.ts';
import type { KefuSettings, ToPublisher } from './questions.ts';

const settings = childSettings<KefuSettings>();
const log = logOf('publisher');
const store = createEventStore<Noted>(settings.store);
const transport = kafkajsTransport({ clientId: 'bench-publisher', brokers: settings.brokers, log });
const topic = topicOf('gateway', settings.topicPrefix);
await transport.createTopics([topic]);

const noteOf = createNotes();
const appendsOf = (count: number, bytes: number) =>
  Array.from({ length: count }, () => {
    const data = noteOf(bytes);
    return {
      stream: data.shopId,
      expected: 'any' as const,
      events: [{ type: 'Noted' as const, data }],
      metadata,
    };
  });

const mostAtOnce = 500;
let relay: Relay | undefined;

answering<ToPublisher>(async (order) => {
  switch (order.do) {
    case 'publish':
      return { count: await atRate(() => store.commit({ appends: appendsOf(1, order.bytes) }), order) };
    case 'append':
      for (let left = order.count; left > 0; left -= mostAtOnce)
        await store.commit({ appends: appendsOf(Math.min(left, mostAtOnce), order.bytes) });
      return { count: order.count };
    case 'relay':
      relay = startRelay({
        store,
        transport,
        topic,
        publish: (stored) => publicEventOf(stored, type, shopChanged(stored.data)),
        owner: `bench ${process.pid}`,
        log,
      });
      return {};
    case 'rest':
      await relay?.stop();
      return {};
  }
});
whenLeft(async () => {
  await relay?.stop();
  await transport.close();
  await store.close();
});
tellParent({});
