import type { EventStore } from '@kefu/event-store';
import {
  BaseRpcContext,
  Server,
  type CustomTransportStrategy,
  type MessageHandler,
} from '@nestjs/microservices';
import type { Registry } from 'prom-client';
import { isObservable, lastValueFrom } from 'rxjs';
import { isPublicEventType } from './cloud-event.ts';
import type { Consuming } from './consume.ts';
import { consumerMetrics } from './consumer-metrics.ts';
import type { DeadLetter, DeadLetterQuery, Redriven } from './dead-letter.ts';
import { createDeadLetters } from './dead-letters.ts';
import { startConsumer } from './event-consumer.ts';
import type { HandlerExtras } from './events-controller.ts';
import { createHandlers } from './handlers.ts';
import { createLimiter } from './limiter.ts';
import type { Log } from './log.ts';
import { createParkedKeys } from './parked-keys.ts';
import type { Received } from './received.ts';
import { dropLetter, redriveKey } from './redrive.ts';
import type { EventTransport } from './transport.ts';

export type KefuEventsOptions = {
  /** The consuming service: names the group, the inboxes, and who did it. */
  service: string;
  store: Pick<EventStore, 'pool' | 'commit'>;
  transport: EventTransport;
  registry: Registry;
  log: Log;
  /** Events handled at once over all partitions (128): as many as the log's two transactions under way can take. */
  concurrency?: number;
  topicPrefix?: string;
  /** Runs around each handling, e.g. for a span under the event's traceparent. */
  around?: (event: Received, handle: () => Promise<void>) => Promise<void>;
  /** Events wait and nothing has moved for a minute. */
  onStuck?: (lag: number) => void;
};

/** Nest's door for public events: `@EventPattern('returns.refund-approved.v1')` in an `@EventsController`. */
export class KefuEventsStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: KefuEventsOptions;
  readonly #consuming: Consuming;
  #consumer: Promise<{ stop(): Promise<void> }> | undefined;

  constructor(options: KefuEventsOptions) {
    super();
    const { service, store, around, registry, log, concurrency = 128 } = options;
    const deadLetters = createDeadLetters(store.pool, service);
    this.#options = options;
    this.#consuming = {
      deadLetters,
      log,
      handlers: createHandlers(service, around),
      parkedKeys: createParkedKeys(store.pool, service),
      metrics: consumerMetrics(registry, deadLetters),
      limit: createLimiter(concurrency),
    };
  }

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Partial<HandlerExtras> = {},
  ): void {
    const type = String(pattern);
    if (!isEventHandler) throw new TypeError(`${type}: services answer no messages; use @EventPattern`);
    if (!isPublicEventType(type)) throw new TypeError(`${type} is no public event of the contracts`);
    const { handler } = extras;
    if (handler === undefined) throw new TypeError(`the handler of ${type} must be in an @EventsController`);
    this.#consuming.handlers.add(type, handler, async (event) => {
      const answer: unknown = await callback(event, new BaseRpcContext([event]));
      if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
    });
  }

  /** One attempt; what is missing is told to the callback, and it may be called again. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    const { service, transport, topicPrefix, onStuck } = this.#options;
    try {
      this.#consumer = startConsumer({ ...this.#consuming, service, transport, topicPrefix, onStuck });
      await this.#consumer;
    } catch (error) {
      this.#consumer = undefined;
      callback(error);
      return;
    }
    callback();
  }

  /** Lets running events end (10 s at most), commits what is done, leaves the group. The transport stays open. */
  async close(): Promise<void> {
    const consumer = this.#consumer;
    this.#consumer = undefined;
    const running = await consumer?.catch(() => undefined); // `listen` has told why it is not
    await running?.stop();
  }

  on(): void {
    throw new TypeError('there are no transport events to listen to');
  }

  unwrap<T>(): T {
    return this.#options.transport as T; // Nest's signature lets the caller say what it is
  }

  /** What waits, unless another state is asked for. */
  listDeadLetters(query?: DeadLetterQuery): Promise<DeadLetter[]> {
    return this.#consuming.deadLetters.list(query);
  }

  /** Tries what waits for a key, or for the key of the letter with this id, in order. */
  async redrive(target: { id: string } | { key: string }, by: string): Promise<Redriven> {
    const key = 'key' in target ? target.key : (await this.#letter(target.id)).key;
    return redriveKey({ ...this.#consuming, store: this.#options.store }, key, by);
  }

  /** Gives one event up for good; those behind it go on waiting for a redrive. */
  async drop(id: string, reason: string, by: string): Promise<void> {
    await dropLetter({ ...this.#consuming, store: this.#options.store }, await this.#letter(id), reason, by);
  }

  async #letter(id: string): Promise<DeadLetter> {
    const letter = await this.#consuming.deadLetters.find(id);
    if (letter === undefined) throw new RangeError(`there is no dead letter ${id}`);
    return letter;
  }
}
