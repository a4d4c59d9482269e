import { VizLegendOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardBuilder,
  type Dashboard,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

type Panel = {
  title: string;
  /** What the figure means and when to worry, for whoever looks at it at night. */
  description: string;
  unit: string;
  /** Expression by legend. */
  lines: Record<string, string>;
};

const datasource = { type: 'prometheus', uid: '${datasource}' };
const chosen = 'service=~"$service"';

const quantile = (q: number, histogram: string, by: string): string =>
  `histogram_quantile(${q}, sum by (le, ${by}) (rate(${histogram}_bucket{${chosen}}[$__rate_interval])))`;
const rate = (counter: string, by: string): string =>
  `sum by (${by}) (rate(${counter}{${chosen}}[$__rate_interval]))`;
/** Every process of a service reads these from the same tables, so that they all say the same. */
const same = (gauge: string, by: string): string => `max by (${by}) (${gauge}{${chosen}})`;

const rows: Record<string, Panel[]> = {
  'Somebody has to look': [
    {
      title: 'Dead letters',
      description: 'Events that wait for a redrive or a drop. Above 0: `npx kefu letters list`.',
      unit: 'short',
      lines: { '{{service}}': same('kefu_dead_letters', 'service') },
    },
    {
      title: 'Parked keys',
      description: 'Orders, cases and conversations whose later events wait behind a dead letter.',
      unit: 'short',
      lines: { '{{service}}': same('kefu_parked_keys', 'service') },
    },
    {
      title: 'Readers held back (xmin age)',
      description:
        'Age of the oldest writing transaction of each database: readers of its log wait. Above 5 s: `npx kefu lag` names it.',
      unit: 's',
      lines: { '{{database}}': 'max by (database) (kefu_xmin_age_seconds)' },
    },
    {
      title: 'Workflows',
      description: 'By status, as far back as Temporal keeps them. Failed and timed-out ones above 0: look.',
      unit: 'short',
      lines: { '{{service}} {{status}}': same('kefu_workflows', 'service, status') },
    },
  ],
  'The log': [
    {
      title: 'Append, p50 and p99',
      description: 'How long a transaction of the log takes, with one commit in it or several.',
      unit: 's',
      lines: {
        'p50 {{service}}': quantile(0.5, 'kefu_append_duration_seconds', 'service'),
        'p99 {{service}}': quantile(0.99, 'kefu_append_duration_seconds', 'service'),
      },
    },
    {
      title: 'Events appended',
      description: 'Events written to each log in a second.',
      unit: 'ops',
      lines: { '{{service}}': rate('kefu_appended_events_total', 'service') },
    },
    {
      title: 'Commits in a transaction',
      description: 'The median; above 1 concurrent commands share transactions.',
      unit: 'short',
      lines: { '{{service}}': quantile(0.5, 'kefu_append_batch_commits', 'service') },
    },
    {
      title: 'Conflicts',
      description: 'Commands given up because others kept changing their stream, and events that came again.',
      unit: 'ops',
      lines: {
        'version {{service}}': rate('kefu_version_conflicts_total', 'service'),
        'inbox {{service}}': rate('kefu_inbox_conflicts_total', 'service'),
      },
    },
  ],
  'From the log to Kafka': [
    {
      title: 'Feed lag, seconds',
      description:
        'Age of the oldest event that a reader of the log has not seen. Above 60: something stands still.',
      unit: 's',
      lines: { '{{service}} {{reader}}': same('kefu_feed_lag_seconds', 'service, reader') },
    },
    {
      title: 'Feed lag, events',
      description: 'Events that a reader of the log has not seen, counted to 1,000.',
      unit: 'short',
      lines: { '{{service}} {{reader}}': same('kefu_feed_lag_events', 'service, reader') },
    },
    {
      title: 'Relay lag',
      description: 'Age of the oldest event that readers may see and that is not on Kafka.',
      unit: 's',
      lines: { '{{topic}}': same('kefu_relay_lag_seconds', 'topic') },
    },
    {
      title: 'Relay lag, events, and failures',
      description: 'Events that are not on Kafka (to 1,000), and how often a relay had to pause.',
      unit: 'short',
      lines: {
        '{{topic}}': same('kefu_relay_lag_events', 'topic'),
        'pauses of {{service}}': `sum by (service) (increase(kefu_relay_failures_total{${chosen}}[$__rate_interval]))`,
      },
    },
  ],
  'From Kafka to an effect': [
    {
      title: 'Consumer lag',
      description:
        'Messages that a service has not consumed. Grows without end: its handlers are too slow or fail.',
      unit: 'short',
      lines: {
        '{{service}} ← {{topic}}': `sum by (service, topic) (${same('kefu_consumer_lag', 'service, topic, partition')})`,
      },
    },
    {
      title: 'Events consumed',
      description: 'Handled ones, and those of a topic that nobody here listens to.',
      unit: 'ops',
      lines: {
        '{{service}}': rate('kefu_events_consumed_total', 'service'),
        'skipped by {{service}}': rate('kefu_events_skipped_total', 'service'),
      },
    },
    {
      title: 'Failures and retries',
      description: 'Handlers that failed, by kind, and further tries. Transient ones: something is away.',
      unit: 'ops',
      lines: {
        '{{service}} {{kind}}': rate('kefu_events_failed_total', 'service, kind'),
        'retries of {{service}}': rate('kefu_events_retried_total', 'service'),
      },
    },
    {
      title: 'Became dead letters',
      description: 'By the type of event.',
      unit: 'short',
      lines: {
        '{{service}} {{type}}': `sum by (service, type) (increase(kefu_events_buried_total{${chosen}}[$__rate_interval]))`,
      },
    },
  ],
  'Requests and workflows': [
    {
      title: 'Requests, p99',
      description: 'How long the slowest hundredth of requests took.',
      unit: 's',
      lines: { '{{service}}': quantile(0.99, 'kefu_http_request_duration_seconds', 'service') },
    },
    {
      title: 'Requests by status',
      description: 'Answers in a second.',
      unit: 'ops',
      lines: {
        '{{service}} {{status}}': rate('kefu_http_request_duration_seconds_count', 'service, status'),
      },
    },
    {
      title: 'Activities that failed',
      description: 'Final ones are not tried again and end their workflow; the others are, for ever.',
      unit: 'ops',
      lines: { '{{activity}}, final: {{final}}': rate('kefu_activity_failures_total', 'activity, final') },
    },
    {
      title: 'Memory',
      description: 'Resident bytes of each process.',
      unit: 'bytes',
      lines: { '{{service}} {{instance}}': `process_resident_memory_bytes{${chosen}}` },
    },
  ],
};

const panelOf = ({ title, description, unit, lines }: Panel): PanelBuilder => {
  const panel = new PanelBuilder().title(title).description(description).unit(unit).min(0);
  panel.datasource(datasource).span(6).height(7).legend(new VizLegendOptionsBuilder().showLegend(true));
  Object.entries(lines).forEach(([legend, expr], nth) => {
    const query = new DataqueryBuilder().refId('ABC'.charAt(nth)).datasource(datasource).range();
    panel.withTarget(query.expr(expr).legendFormat(legend));
  });
  return panel;
};

/** The operators' page, as Grafana imports it; `npm run dashboards -w @kefu/infra` writes it beside this file. */
export const dashboard = (): Dashboard => {
  const page = new DashboardBuilder('kefu')
    .uid('kefu')
    .description('Event logs, the way to the other services, and what somebody has to look at')
    .tags(['kefu'])
    .refresh('30s')
    .time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(
      new QueryVariableBuilder('service')
        .label('Service')
        .datasource(datasource)
        .query('label_values(kefu_append_duration_seconds_count, service)')
        .refresh(VariableRefresh.OnDashboardLoad)
        .multi(true)
        .includeAll(true)
        .allValue('.*'),
    );
  for (const [title, panels] of Object.entries(rows)) {
    page.withRow(new RowBuilder(title));
    for (const panel of panels) page.withPanel(panelOf(panel));
  }
  return page.build();
};
