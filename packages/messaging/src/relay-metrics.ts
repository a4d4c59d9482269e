import { Counter, Gauge, type Registry } from 'prom-client';
import { inFlight } from './in-flight.ts';
import type { RelayLag } from './relay-lag.ts';

export const relayMetrics = (registry: Registry, topic: string, lag: () => Promise<RelayLag>) => {
  const registers = [registry];
  const labelNames = ['topic'] as const;
  // without its database a service still answers a scrape, with the last figures
  const current = inFlight(() => lag().catch(() => undefined));
  new Gauge({
    name: 'kefu_relay_lag_events',
    help: 'Events of the log that are not on Kafka',
    labelNames,
    registers,
    async collect() {
      const now = await current();
      if (now !== undefined) this.set({ topic }, now.events);
    },
  });
  new Gauge({
    name: 'kefu_relay_lag_seconds',
    help: 'Age of the oldest event of the log that is not on Kafka',
    labelNames,
    registers,
    async collect() {
      const now = await current();
      if (now !== undefined) this.set({ topic }, now.seconds);
    },
  });
  return {
    failures: new Counter({
      name: 'kefu_relay_failures_total',
      help: 'Times the relay had to pause because of an error',
      registers,
    }),
  };
};
