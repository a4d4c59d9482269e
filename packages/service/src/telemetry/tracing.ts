import { isNativeError } from 'node:util/types';
import {
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { formatTraceparent, mintTraceparent, parseTraceparent } from './traceparent.ts';

export type TracedWork = {
  /** What to hand on, so that the next one's span hangs below this one. */
  traceparent: string;
  span?: Span;
};

export type Tracing = {
  /** Begins a span below the `traceparent` that came in; without an exporter it only hands the trace on. */
  begin(name: string, kind: SpanKind, traceparent?: string): TracedWork;
  stop(): Promise<void>;
};

const withoutExporter: Tracing = {
  begin: (_name, _kind, traceparent) => ({
    traceparent: traceparent && parseTraceparent(traceparent) ? traceparent : mintTraceparent(),
  }),
  stop: async () => undefined,
};

const beginWith =
  (tracer: Tracer): Tracing['begin'] =>
  (name, kind, traceparent) => {
    const parent = parseTraceparent(traceparent);
    const span = tracer.startSpan(
      name,
      { kind },
      parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT,
    );
    return { span, traceparent: formatTraceparent(span.spanContext()) };
  };

/**
 * Spans are sent to `otlpUrl` (OTLP over HTTP). Without it the SDK is not even loaded: it costs memory in each
 * service, and handing the traceparent on needs none of it.
 */
export const startTracing = async (service: string, version: string, otlpUrl?: string): Promise<Tracing> => {
  if (!otlpUrl) return withoutExporter;
  const [{ BasicTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({
    url: new URL('v1/traces', `${otlpUrl.replace(/\/$/, '')}/`).href,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `kefu-${service}`, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return {
    begin: beginWith(provider.getTracer('kefu')),
    // An unreachable collector must not keep a service from stopping.
    stop: () => provider.shutdown().catch(() => undefined),
  };
};

export const fail = (span: Span | undefined, error: unknown): void => {
  span?.setStatus({ code: SpanStatusCode.ERROR, message: isNativeError(error) ? error.name : 'error' });
};
