// Another service that listens, in a process of its own: an inbox mark and one row for each event.
import 'reflect-metadata';
import { createEventStore } from '@kefu/event-store';
import { EventsController, kafkajsTransport, KefuEventsStrategy, type Received } from '@kefu/messaging';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Registry } from 'prom-client';
import { answering } from '../frame/answering.ts';
import { childSettings, tellParent, whenLeft } from '../frame/child.ts';
import { logOf } from './log.ts';
import { noteIn, type } from './note.ts';
import type { KefuSettings, ToConsumer } from './questions.ts';
import { createTally } from './tally.ts';

const { store: storeOptions, brokers, topicPrefix } = childSettings<KefuSettings>();
const log = logOf('consumer');
const store = createEventStore(storeOptions);
const transport = kafkajsTransport({ clientId: 'bench-consumer', brokers, log });
const tally = createTally();

const sql = `INSERT INTO effect (consumer, event_id, shop_id, nth)
  SELECT consumer, event_id, shop_id, nth
  FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, event_id text, shop_id text, nth int)`;

@EventsController('shops')
class Shops {
  @EventPattern(type)
  async onShopChanged(@Payload() { inbox, data }: Received<typeof type>): Promise<void> {
    const { sentAt, nth } = noteIn(data.name);
    const row = { consumer: inbox.consumer, event_id: inbox.eventId, shop_id: data.shopId, nth };
    await store.commit({ appends: [], inbox, statements: [{ sql, row }] });
    tally.effective(sentAt);
  }
}

@Module({ controllers: [Shops] })
class ShopsModule {}

const registry = new Registry();
const strategy = new KefuEventsStrategy({ service: 'payroll', store, transport, registry, log, topicPrefix });
const app = await NestFactory.createMicroservice(ShopsModule, {
  strategy,
  logger: false,
  abortOnError: false,
});
await app.listen();
answering<ToConsumer>(({ effects }) => tally.afterMore(effects));
whenLeft(async () => {
  await app.close();
  await transport.close();
  await store.close();
});
tellParent({});
