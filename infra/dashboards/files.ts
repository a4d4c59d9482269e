import { readFileSync } from 'node:fs';

import { parse } from 'yaml';
import { z } from 'zod';

const Duration = z.string().regex(/^\d+(ms|s|m|h|d)$/);

/** Prometheus' rule files, as far as ours go: it refuses what it does not know, and so does this. */
const RuleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      interval: Duration.optional(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Kefu[A-Z]\w+$/),
          expr: z.string(),
          for: Duration.optional(),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const alertRules = () =>
  RuleFile.parse(parse(read('alerts.yaml'))).groups.flatMap(({ rules }) => rules);

type Queried = { targets?: { expr?: string }[] };

export const writtenDashboard = (): object & { panels: Queried[] } =>
  JSON.parse(read('kefu.json')) as object & { panels: Queried[] }; // a test holds it against Grafana's builder

/** Every expression that is asked of Prometheus. */
export const allExpressions = (): string[] => [
  ...alertRules().map(({ expr }) => expr),
  ...writtenDashboard().panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => expr ?? [])),
];
