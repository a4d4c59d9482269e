import { parser } from '@prometheus-io/lezer-promql';

/** What Prometheus' own grammar makes of an expression. */
export type Parsed = {
  /** Where it cannot be read; empty for a sound one. */
  errors: string[];
  /** The metrics that it asks for. */
  metrics: string[];
};

// Grafana puts these in before it asks.
const filledIn = (expression: string): string =>
  expression.replaceAll('$__rate_interval', '5m').replaceAll('$service', '.*');

export const parsePromQl = (expression: string): Parsed => {
  const text = filledIn(expression);
  const parsed: Parsed = { errors: [], metrics: [] };
  parser.parse(text).iterate({
    enter: ({ type, name, from, to, node }) => {
      if (type.isError) parsed.errors.push(`at ${from} of ${text}`);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector')
        parsed.metrics.push(text.slice(from, to));
    },
  });
  return parsed;
};
