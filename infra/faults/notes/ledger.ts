import 'reflect-metadata';
import { Refused } from '@kefu/contracts';
import type { EventStore, Statement } from '@kefu/event-store';
import {
  EventsController,
  KefuEventsStrategy,
  type EventTransport,
  type Log,
  type Received,
} from '@kefu/messaging';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Registry } from 'prom-client';
import { noteIn, type Noted } from './noted.ts';

const effect = `INSERT INTO effect (consumer, event_id)
  SELECT consumer, event_id FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, event_id text)`;
const booking = `INSERT INTO booking (event_id, account, fen)
  SELECT event_id, account, fen FROM jsonb_to_recordset($1::jsonb) AS r (event_id text, account text, fen bigint)`;

const statementsFor = (consumer: string, eventId: string, fen: number): Statement[] => [
  { sql: effect, row: { consumer, event_id: eventId } },
  { sql: booking, row: { event_id: eventId, account: 'shop', fen }, key: 'shop' },
  { sql: booking, row: { event_id: eventId, account: 'refunds', fen: -fen }, key: 'refunds' },
];

type Options = {
  store: EventStore<Noted>;
  transport: EventTransport;
  topicPrefix: string;
  /** Tells processes apart in the table of deliveries. */
  instance: string;
  log: Log;
};

/** The consumer under fault: it notes each delivery, and commits the effect of an event with its inbox mark. */
export const createLedger = ({ store, transport, topicPrefix, instance, log }: Options): KefuEventsStrategy =>
  new KefuEventsStrategy({
    service: 'payroll',
    store,
    transport,
    topicPrefix,
    log,
    registry: new Registry(),
    around: async (event, handle) => {
      const { name, shopId } = (event as Received<'gateway.shop-changed.v1'>).data; // the only type that is listened to
      await store.pool.query(
        'INSERT INTO delivery (consumer, event_id, stream, version, instance) VALUES ($1, $2, $3, $4, $5)',
        [event.inbox.consumer, event.id, `note-${shopId}`, noteIn(name).version, instance],
      );
      await handle();
    },
  });

export const listen = async (store: EventStore<Noted>, strategy: KefuEventsStrategy): Promise<void> => {
  class Ledger {
    async onNoted({ inbox, data }: Received<'gateway.shop-changed.v1'>): Promise<void> {
      const { fen } = noteIn(data.name);
      const { rowCount } = await store.pool.query('SELECT FROM poison WHERE fen = $1', [fen]);
      if (rowCount === 1) throw new Refused('cannot-be-booked');
      await store.commit({
        appends: [],
        inbox,
        statements: statementsFor(inbox.consumer, inbox.eventId, fen),
      });
    }
  }
  // Decorators are called, so that Node can run this file as it is.
  const onNoted = Object.getOwnPropertyDescriptor(Ledger.prototype, 'onNoted');
  if (onNoted !== undefined) EventPattern('gateway.shop-changed.v1')(Ledger.prototype, 'onNoted', onNoted);
  Payload()(Ledger.prototype, 'onNoted', 0);
  EventsController('ledger')(Ledger);
  class Notes {}
  Module({ controllers: [Ledger] })(Notes);
  const app = await NestFactory.createMicroservice(Notes, { strategy, logger: false, abortOnError: false });
  await app.listen();
};
