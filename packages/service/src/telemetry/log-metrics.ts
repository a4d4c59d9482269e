import { feedLag, oldestWriters, type EventStore, type FeedLag } from '@kefu/event-store';
import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

type Watched = Pick<EventStore, 'pool' | 'subscriptions'>;

/** How far each reader of the log is behind it, and what holds readers back; read when somebody asks for the metrics. */
export const watchLog = ({ pool, subscriptions }: Watched, { registry }: Metrics): void => {
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
  const age: Gauge<'database'> = new Gauge({
    name: 'kefu_xmin_age_seconds',
    help: 'Age of the oldest transaction of a database that wrote something: readers of the log in that database wait for it',
    labelNames: ['database'],
    registers: [registry],
    collect: async () => {
      const writers = await oldestWriters(pool).catch(() => undefined);
      age.reset();
      for (const { database, seconds: open } of writers ?? []) age.set({ database }, open);
      if (writers?.length === 0) age.set(0); // known, which is not the same as left out
    },
  });
};
