import { setTimeout as delay } from 'node:timers/promises';
import type { DomainEvent, PublicEvent } from '@kefu/contracts';
import type { EventStore, StoredEvent } from '@kefu/event-store';
import { failPoint } from '@kefu/event-store/fail-point';
import type { Registry } from 'prom-client';
import { errorText } from './failure.ts';
import type { Log } from './log.ts';
import { acquireTerm, Fenced, type Term } from './relay-lease.ts';
import { relayMetrics } from './relay-metrics.ts';
import { relayLag, type RelayLag } from './relay-lag.ts';
import { chunksOf } from './relay-chunks.ts';
import type { EventTransport, OutgoingMessage } from './transport.ts';

export type RelayOptions<E extends DomainEvent> = {
  store: Pick<EventStore<E>, 'pool' | 'feed' | 'subscribe'>;
  transport: EventTransport;
  topic: string;
  /** The public event of a stored one; undefined where it stays inside the service. */
  publish: (stored: StoredEvent<E>) => PublicEvent | undefined;
  /** Who relays, for the eyes of whoever looks at the lease. */
  owner: string;
  log: Log;
  registry?: Registry;
  /** How long the topic stands still when a relay dies without a word. */
  leaseMs?: number;
};

export type Relay = {
  /** Ends after the batch in hand and gives the lease up. */
  stop(): Promise<void>;
  lag(): Promise<RelayLag>;
};

const LONGEST_PAUSE_MS = 5_000;

/**
 * Sends what the log says to Kafka, in the log's order, at least once. Of all relays of a topic one works, the
 * others stand by. A stored event that cannot be mapped stops the relay there (with its lag growing) rather than
 * being skipped.
 */
export const startRelay = <E extends DomainEvent>(options: RelayOptions<E>): Relay => {
  const { store, topic, owner, log, leaseMs = 5_000 } = options;
  const stopping = new AbortController();
  const rest = (ms: number) => delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const term = await acquireTerm(store.pool, { topic, owner, leaseMs });
        if (term !== undefined) await serve(options, term, leaseMs, stopping.signal);
      } catch (error) {
        if (!(error instanceof Fenced)) metrics?.failures.inc();
        log.warn({ topic, error: errorText(error) }, 'the relay pauses');
      }
      await rest(leaseMs / 5);
    }
  };

  const lag = () => relayLag(store, topic);
  const metrics = options.registry && relayMetrics(options.registry, topic, lag);
  const running = run();
  return {
    lag,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

/** Relays until stopped or fenced. */
const serve = async <E extends DomainEvent>(
  { store, transport, topic, publish, owner, log }: RelayOptions<E>,
  term: Term,
  leaseMs: number,
  stopping: AbortSignal,
): Promise<void> => {
  const ended = new AbortController();
  const signal = AbortSignal.any([stopping, ended.signal]);
  log.info({ topic, owner, from: term.position }, 'relaying');
  const renewing = setInterval(() => {
    term.renew().catch((error: unknown) => {
      if (error instanceof Fenced) ended.abort(error); // an absent database is tried again before the lease ends
    });
  }, leaseMs / 3);

  const send = async (messages: OutgoingMessage[]): Promise<void> => {
    for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      signal.throwIfAborted();
      await term.assertHeld();
      try {
        return await transport.publish(topic, messages);
      } catch (error) {
        log.warn(
          { topic, error: errorText(error) },
          'Kafka did not take the events; they will be sent again',
        );
        await delay(pauseMs, undefined, { signal });
      }
    }
  };

  const checkpoint = async (position: string): Promise<void> => {
    await term.checkpoint(position);
    failPoint('relay.checkpointed');
  };

  // What was sent is written down while the next is read and sent: an event waits for Kafka only.
  let checkpointing = Promise.resolve();
  const forward = async (events: StoredEvent<E>[]): Promise<void> => {
    for (const { messages, position } of chunksOf(events, publish)) {
      if (messages.length > 0) await send(messages);
      failPoint('relay.sent');
      await checkpointing;
      checkpointing = checkpoint(position);
      checkpointing.catch((error: unknown) => ended.abort(error)); // begins anew from the last one that was written
    }
  };

  try {
    await store.subscribe({
      name: `relay:${topic}`,
      after: term.position,
      onEvents: forward,
      signal,
      sealed: true,
    });
    await checkpointing;
  } catch (error) {
    if (!stopping.aborted) throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    clearInterval(renewing);
    await checkpointing.catch(() => undefined); // else what it covers is sent again
    await term.release().catch(() => undefined); // then it simply ends
  }
};
