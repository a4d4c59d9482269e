import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { SpanKind } from '@opentelemetry/api';
import type { DomainEvent, PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import {
  type EventTransport,
  KefuEventsStrategy,
  type Received,
  type Relay,
  startLetterDesk,
  startRelay,
  topicOf,
} from '@kefu/messaging';
import type { ServiceContext, ServiceDefinition } from './define-service.ts';
import { nothingToWipe, settleForgotten } from './forgetting/forgotten-customers.ts';
import { inContext } from './telemetry/request-context.ts';
import { fail, type Tracing } from './telemetry/tracing.ts';
import type { Part, Stoppable } from './upkeep.ts';

type Surroundings<E extends DomainEvent> = {
  definition: ServiceDefinition<E>;
  context: ServiceContext<E>;
  tracing: Tracing;
  transport: EventTransport;
  /** Nothing but a fresh start helps. */
  onStuck: (reason: string) => void;
};

const worryingLagSeconds = 60;

/** Every other part needs it, so it comes first. */
export const databasePart = <E extends DomainEvent>({ store }: ServiceContext<E>): Part => {
  const ping = async (): Promise<undefined> => {
    await store.pool.query('SELECT 1');
    return undefined;
  };
  return { name: 'database', start: ping, check: ping };
};

/** A public event leaves below the span of what caused it. */
const publishTraced =
  <E extends DomainEvent>(definition: ServiceDefinition<E>, tracing: Tracing) =>
  (stored: StoredEvent<E>): PublicEvent | undefined => {
    const event = definition.publish(stored);
    if (!event) return undefined;
    const work = tracing.begin(`publish ${event.type}`, SpanKind.PRODUCER, event.traceparent);
    work.span?.end();
    return { ...event, traceparent: work.traceparent };
  };

/** Publishes what the log holds. */
const relayPart = <E extends DomainEvent>({
  definition,
  context,
  tracing,
  transport,
}: Surroundings<E>): Part => {
  const topic = topicOf(definition.name, context.configuration.topicPrefix);
  let relay: Relay | undefined;
  return {
    name: 'relay',
    start: async () => {
      await transport.createTopics([topic]);
      relay = startRelay({
        store: context.store,
        transport,
        topic,
        publish: publishTraced(definition, tracing),
        owner: `${hostname()} ${process.pid} ${randomUUID()}`,
        log: context.logger,
        registry: context.metrics.registry,
      });
      return relay;
    },
    check: async () => {
      const lag = await relay?.lag();
      return lag && lag.seconds > worryingLagSeconds
        ? `${lag.events} events are not on Kafka yet`
        : undefined;
    },
  };
};

/** An event is handled below the span of the request that caused it, with that one's correlation id in each log line. */
const traced =
  (tracing: Tracing) =>
  async (event: Received, handle: () => Promise<void>): Promise<void> => {
    const work = tracing.begin(`consume ${event.type}`, SpanKind.CONSUMER, event.traceparent);
    try {
      await inContext({ correlationId: event.correlationId, ...work }, handle);
    } catch (error) {
      fail(work.span, error);
      throw error;
    } finally {
      work.span?.end();
    }
  };

/** Hears what the others publish. */
const consumerPart = <E extends DomainEvent>({
  definition,
  context,
  tracing,
  transport,
  onStuck,
}: Surroundings<E>): Part => {
  const strategy = new KefuEventsStrategy({
    service: definition.name,
    store: context.store,
    transport,
    registry: context.metrics.registry,
    log: context.logger,
    topicPrefix: context.configuration.topicPrefix,
    around: traced(tracing),
    onStuck: (lag) => onStuck(`${lag} events wait and none was handled for a minute`),
  });
  const microservice = context.app.connectMicroservice({ strategy });
  return {
    name: 'consumer',
    start: async () => {
      await microservice.listen();
      const desk = startLetterDesk({
        pool: context.store.pool,
        service: definition.name,
        strategy,
        log: context.logger,
      });
      return {
        stop: async () => {
          await Promise.all([desk.stop(), strategy.close()]);
        },
      };
    },
  };
};

const workersPart = <E extends DomainEvent>({ definition, context }: Surroundings<E>): Part => ({
  name: 'workers',
  start: async () => {
    const workers: readonly Stoppable[] = (await definition.workers?.(context)) ?? [];
    return { stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))) };
  },
});

const settleEveryMs = 5_000;

/** Marks of commands are kept for a day; who was forgotten is wiped once more when no process knows the key. */
const housekeepingPart = <E extends DomainEvent>({
  definition: { forgetting = nothingToWipe },
  context: { store, logger },
}: Surroundings<E>): Part => ({
  name: 'housekeeping',
  start: async () => {
    const tidyUp = (): void => {
      store
        .purgeMarks()
        .catch((error: unknown) => logger.warn({ err: error }, 'old marks stay for another hour'));
    };
    let isSettling = false; // wiping a long table takes longer than from one time to the next
    const settle = async (): Promise<void> => {
      if (isSettling) return;
      isSettling = true;
      try {
        await settleForgotten(store, forgetting);
      } catch (error) {
        logger.warn({ err: error }, 'a forgotten customer is not settled yet');
      } finally {
        isSettling = false;
      }
    };
    const timers = [setInterval(tidyUp, 3_600_000), setInterval(() => void settle(), settleEveryMs)];
    return { stop: async () => timers.forEach((timer) => clearInterval(timer)) };
  },
});

/** What a service brings up beside its database, in the order in which it is taken down again. */
export const partsOf = <E extends DomainEvent>(surroundings: Surroundings<E>): Part[] => [
  consumerPart(surroundings),
  relayPart(surroundings),
  workersPart(surroundings),
  housekeepingPart(surroundings),
];
