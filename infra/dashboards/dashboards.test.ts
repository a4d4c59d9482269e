import { describe, expect, it } from '@jest/globals';

import { dashboard } from './dashboard.ts';
import { parsePromQl } from './expressions.ts';
import { alertRules, allExpressions, writtenDashboard } from './files.ts';

describe('kefu.json', () => {
  it('is what Grafana’s builder makes today', () => {
    expect(writtenDashboard()).toEqual(JSON.parse(JSON.stringify(dashboard())));
  });
});

describe('alerts.yaml', () => {
  it('holds rules as Prometheus takes them, each under a name of its own', () => {
    const names = alertRules().map(({ alert }) => alert);
    expect(names.length).toBeGreaterThan(10);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('an expression', () => {
  it('is sound by Prometheus’ grammar and asks for a metric, wherever it stands', () => {
    const broken = allExpressions().flatMap((expression) => {
      const { errors, metrics } = parsePromQl(expression);
      return metrics.length > 0 ? errors : [`no metric in ${expression}`];
    });
    expect(broken).toEqual([]);
  });

  it('that is not sound is seen', () => {
    expect(parsePromQl('sum by (service (kefu_dead_letters)').errors).not.toEqual([]);
    expect(parsePromQl('rate(kefu_x[5m]) + kefu_y{a="b"}').metrics).toEqual(['kefu_x', 'kefu_y']);
  });
});
