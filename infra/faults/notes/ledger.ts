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
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Registry } from 'prom-client';
import { noteIn, type Noted } from './noted.ts';

type ShopChanged = Received<'gateway.shop-changed.v1'>;

const effect = `INSERT INTO effect (consumer, event_id)
  SELECT consumer, event_id FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, event_id text)`;
const booking = `INSERT INTO booking (event_id, account, fen)
  SELECT event_id, account, fen FROM jsonb_to_recordset($1::jsonb) AS r (event_id text, account text, fen bigint)`;

const statementsFor = (consumer: string, eventId: string, fen: number): Statement[] => [
  { sql: effect, row: { consumer, event_id: eventId } },
  { sql: booking, row: { event_id: eventId, account: 'shop', fen }, key: 'shop' },
  { sql: booking, row: { event_id: eventId, account: 'refunds', fen: -fen }, key: 'refunds' },
];

/** Notes the delivery at once, then commits the effect of the event with its inbox mark. */
const book = async (store: EventStore<Noted>, instance: string, event: ShopChanged): Promise<void> => {
  const { inbox, data } = event;
  const { version, fen } = noteIn(data.name);
  const { rows } = await store.pool.query<{ poisoned: boolean }>(
    `WITH noted AS (
       INSERT INTO delivery (consumer, event_id, stream, version, instance) VALUES ($1, $2, $3, $4, $5)
     )
     SELECT EXISTS (SELECT FROM poison WHERE fen = $6) AS poisoned`,
    [inbox.consumer, inbox.eventId, `note-${data.shopId}`, version, instance, fen],
  );
  if (rows[0]?.poisoned) throw new Refused('cannot-be-booked');
  await store.commit({ appends: [], inbox, statements: statementsFor(inbox.consumer, inbox.eventId, fen) });
};

/** Calls a method's decorators, so that Node can run a file of ours as it is. */
export const decorate = (
  of: { prototype: object },
  method: string,
  decorator: MethodDecorator,
  parameters: readonly ParameterDecorator[] = [],
): void => {
  const descriptor = Object.getOwnPropertyDescriptor(of.prototype, method);
  if (descriptor === undefined) throw new TypeError(`there is no method ${method}`);
  decorator(of.prototype, method, descriptor);
  parameters.forEach((parameter, i) => parameter(of.prototype, method, i));
};

/** The controller under fault; the store is injected into its class, or given. */
export const ledgerControllerOf = (instance: string, given?: EventStore<Noted>): Type => {
  class Ledger {
    readonly #store: EventStore<Noted>;
    constructor(store: EventStore<Noted>) {
      this.#store = given ?? store;
    }
    onNoted(event: ShopChanged): Promise<void> {
      return book(this.#store, instance, event);
    }
  }
  // its own type asks for the method itself, which `decorate` looks up
  decorate(Ledger, 'onNoted', EventPattern('gateway.shop-changed.v1') as MethodDecorator, [Payload()]);
  EventsController('ledger')(Ledger);
  return Ledger;
};

type Options = {
  store: EventStore<Noted>;
  transport: EventTransport;
  topicPrefix: string;
  /** Tells processes apart in the table of deliveries. */
  instance: string;
  log: Log;
};

/** A consumer that listens; what waits as dead letters can be redriven through it. */
export const startLedger = async ({ instance, ...options }: Options): Promise<KefuEventsStrategy> => {
  const strategy = new KefuEventsStrategy({ ...options, service: 'payroll', registry: new Registry() });
  class Notes {}
  Module({ controllers: [ledgerControllerOf(instance, options.store)] })(Notes);
  const app = await NestFactory.createMicroservice(Notes, { strategy, logger: false, abortOnError: false });
  await app.listen();
  return strategy;
};
