import { Refused } from '@kefu/contracts';
import { isUnavailable } from '@kefu/event-store';

/** Something we depend on is away: the same event is tried again until it is back, and nothing overtakes it. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

/** This event can never be handled as things are: it is dead-lettered without another try. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}

export type FailureKind = 'transient' | 'permanent' | 'unknown';

const transientNames = new Set(['TransientError', 'ConnectTimeoutError', 'SocketError']);

const transientCodes = new Set<unknown>([
  'UND_ERR_SOCKET',
  '40001', // PostgreSQL: serialization failure
  '40P01', // PostgreSQL: deadlock
  4, // gRPC (Temporal): deadline exceeded
  14, // gRPC (Temporal): unavailable
]);

const isTransient = (error: Error & { code?: unknown }): boolean =>
  transientNames.has(error.name) || transientCodes.has(error.code) || isUnavailable(error);

/** Decides what a handler's error means for its event; looks through `cause`, the outermost known class wins. */
export const kindOf = (error: unknown): FailureKind => {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof PermanentError || error instanceof Refused) return 'permanent';
  if (isTransient(error)) return 'transient';
  return kindOf(error.cause);
};

/** With its causes, for logs and dead letters. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  const inner = error instanceof AggregateError ? error.errors : cause === undefined ? [] : [cause];
  return [`${name}: ${message}`, ...inner.map((each) => `(${errorText(each)})`)].join(' ');
};
