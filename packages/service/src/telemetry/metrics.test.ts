import { describe, expect, it } from '@jest/globals';
import { createMetrics } from './metrics.ts';

describe('appends', () => {
  it('are timed by transaction and counted by event', async () => {
    const { registry, observeAppends } = createMetrics('orders');
    observeAppends.committed({ commits: 3, events: 7, ms: 4 });
    const text = await registry.metrics();
    expect(text).toContain('kefu_appended_events_total{service="orders"} 7');
    expect(text).toContain('kefu_append_batch_commits_sum{service="orders"} 3');
    expect(text).toContain('kefu_append_duration_seconds_bucket{le="0.002",service="orders"} 0');
    expect(text).toContain('kefu_append_duration_seconds_bucket{le="0.005",service="orders"} 1');
  });
});
