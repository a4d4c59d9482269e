import type { EventStore } from '@kefu/event-store';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Registry } from 'prom-client';
import type { DeadLetter, Redriven } from './dead-letter.ts';
import type { Log } from './log.ts';
import type { Received } from './received.ts';
import type { EventTransport } from './transport.ts';

export type KefuEventsOptions = {
  /** The consuming service: names the group, the inboxes and who did it. */
  service: string;
  store: Pick<EventStore, 'pool' | 'commit'>;
  transport: EventTransport;
  registry: Registry;
  log: Log;
  /** Events handled at once, over all partitions; below the size of the store's pool. */
  concurrency?: number;
  topicPrefix?: string;
  /** Runs around each event's handling, e.g. for a span under its traceparent. */
  around?: (event: Received, handle: () => Promise<void>) => Promise<void>;
  /** There is lag and nothing moved for a minute. */
  onStuck?: (lag: number) => void;
};

/** Nest's door for public events. */
export class KefuEventsStrategy extends Server implements CustomTransportStrategy {
  constructor(private readonly options: KefuEventsOptions) {
    super();
  }
  listen(_callback: () => void): void {}
  async close(): Promise<void> {}
  on(): void {}
  unwrap<T>(): T {
    return this.options.transport as T;
  }
  listDeadLetters(_query?: { waiting?: boolean; key?: string; limit?: number }): Promise<DeadLetter[]> {
    throw new Error('coming');
  }
  redrive(_target: { id: string } | { key: string }, _by: string): Promise<Redriven> {
    throw new Error('coming');
  }
  drop(_id: string, _reason: string, _by: string): Promise<void> {
    throw new Error('coming');
  }
}
