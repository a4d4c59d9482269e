import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { appendMetrics, type AppendFigures } from './append-metrics.ts';

export type Metrics = {
  registry: Registry;
  observeRequest(labels: { method: string; route: string; status: string }, seconds: number): void;
  /** For the event store's `observe`. */
  observeAppends: { committed(figures: AppendFigures): void };
  /** A figure that is read when somebody asks for the metrics; one that cannot be read is left out. */
  gauge(name: string, help: string, read: () => Promise<number> | number): void;
};

/** One registry a service: several services in one process do not mix their figures. */
export const createMetrics = (service: string): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'kefu_http_request_duration_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    observeRequest: (labels, seconds) => requests.observe(labels, seconds),
    observeAppends: appendMetrics(registry),
    gauge: (name, help, read) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [registry],
        collect: async () => {
          try {
            gauge.set(await read());
          } catch {
            gauge.remove();
          }
        },
      });
    },
  };
};
