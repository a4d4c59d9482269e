import { feedLag, oldestWriter, type EventStore, type FeedLag } from '@kefu/event-store';
import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

type Watched = Pick<EventStore, 'pool' | 'subscriptions'>;

/** How far each reader of the log is behind it, and what holds readers back; read when somebody asks for the metrics. */
export const watchLog = ({ pool, subscriptions }: Watched, { registry, gauge }: Metrics): void => {
  const labelNames = ['reader'] as const;
  const lags = async (): Promise<[reader: string, lag: FeedLag][]> =>
    Promise.all(
      [...subscriptions()].map(async ([reader, position]): Promise<[string, FeedLag]> => [
        reader,
        await feedLag(pool, position),
      ]),
    );
  const seconds = new Gauge({
    name: 'kefu_feed_lag_seconds',
    help: 'Age of the oldest event of the log that a reader has not seen',
    labelNames,
    registers: [registry],
  });
  const events: Gauge<'reader'> = new Gauge({
    name: 'kefu_feed_lag_events',
    help: 'Events of the log that a reader has not seen, counted to 1,000',
    labelNames,
    registers: [registry],
    collect: async () => {
      const now = await lags().catch(() => []); // without its database a service still answers a scrape
      events.reset();
      seconds.reset();
      for (const [reader, lag] of now) {
        events.set({ reader }, lag.events);
        seconds.set({ reader }, lag.seconds);
      }
    },
  });
  gauge(
    'kefu_xmin_age_seconds',
    'Age of the oldest transaction of the cluster that wrote something: readers of the log in its database wait for it',
    async () => (await oldestWriter(pool))?.seconds ?? 0,
  );
};
