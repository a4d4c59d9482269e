import { Counter, Gauge, type Registry } from 'prom-client';
import type { RelayLag } from './relay-lag.ts';

export const relayMetrics = (registry: Registry, topic: string, lag: () => Promise<RelayLag>) => {
  const registers = [registry];
  const labelNames = ['topic'] as const;
  const seconds = new Gauge({
    name: 'kefu_relay_lag_seconds',
    help: 'Age of the oldest event of the log that is not on Kafka',
    labelNames,
    registers,
  });
  new Gauge({
    name: 'kefu_relay_lag_events',
    help: 'Events of the log that are not on Kafka',
    labelNames,
    registers,
    async collect() {
      // without its database a service still answers a scrape, with the last figures
      const now = await lag().catch(() => undefined);
      if (now === undefined) return;
      this.set({ topic }, now.events);
      seconds.set({ topic }, now.seconds);
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
