import { Counter, Gauge, type Registry } from 'prom-client';
import type { DeadLetters } from './dead-letters.ts';
import type { FailureKind } from './failure.ts';
import { inFlight } from './in-flight.ts';
import type { PartitionLag } from './transport.ts';

const counter = <Label extends string>(registry: Registry, name: string, help: string, labelNames: Label[]) =>
  new Counter({ name: `kefu_events_${name}_total`, help, labelNames, registers: [registry] });

export const consumerMetrics = (registry: Registry, deadLetters: Pick<DeadLetters, 'counts'>) => {
  const registers = [registry];
  const lag = new Gauge({
    name: 'kefu_consumer_lag',
    help: 'Messages of a partition that are not consumed',
    labelNames: ['topic', 'partition'] as const,
    registers,
  });
  // without its database a service still answers a scrape, with the last figures
  const counts = inFlight(() => deadLetters.counts().catch(() => undefined));
  new Gauge({
    name: 'kefu_dead_letters',
    help: 'Events that wait for somebody to redrive or drop them',
    registers,
    async collect() {
      const now = await counts();
      if (now !== undefined) this.set(now.letters);
    },
  });
  new Gauge({
    name: 'kefu_parked_keys',
    help: 'Keys that wait behind a dead letter',
    registers,
    async collect() {
      const now = await counts();
      if (now !== undefined) this.set(now.keys);
    },
  });
  const consumed = counter(registry, 'consumed', 'Events handled', ['type']);
  const skipped = counter(registry, 'skipped', 'Events that nobody here listens to', ['topic']);
  const failed = counter(registry, 'failed', 'Failures of handlers', ['type', 'kind']);
  const retried = counter(registry, 'retried', 'Further tries after a failure', ['type']);
  const buried = counter(registry, 'buried', 'Events that became dead letters', ['type']);
  return {
    consumed: (type: string) => consumed.inc({ type }),
    skipped: (topic: string) => skipped.inc({ topic }),
    failed: (type: string, kind: FailureKind) => failed.inc({ type, kind }),
    retried: (type: string) => retried.inc({ type }),
    buried: (type: string) => buried.inc({ type }),
    lag: (partitions: PartitionLag[]) => {
      for (const { topic, partition, lag: behind } of partitions) lag.set({ topic, partition }, behind);
    },
  };
};

export type ConsumerMetrics = ReturnType<typeof consumerMetrics>;
