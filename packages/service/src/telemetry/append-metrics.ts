import { Counter, Histogram, type Registry } from 'prom-client';

/** One transaction of the event store: how many commits shared it, their events, and how long it took. */
export type AppendFigures = { commits: number; events: number; ms: number };

/** What the event store tells of each transaction that it commits. */
export const appendMetrics = (registry: Registry): { committed(figures: AppendFigures): void } => {
  const registers = [registry];
  const duration = new Histogram({
    name: 'kefu_append_duration_seconds',
    help: 'How long transactions of the event log took, each with one commit or several',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const commits = new Histogram({
    name: 'kefu_append_batch_commits',
    help: 'Commits that shared a transaction of the event log',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const events = new Counter({
    name: 'kefu_appended_events_total',
    help: 'Events written to the log',
    registers,
  });
  return {
    committed: (figures) => {
      duration.observe(figures.ms / 1_000);
      commits.observe(figures.commits);
      events.inc(figures.events);
    },
  };
};
