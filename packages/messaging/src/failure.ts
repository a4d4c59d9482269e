import { Refused } from '@kefu/contracts';

/** Something we depend on is away: the same event is tried again until it is back, and nothing overtakes it. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

/** This event can never be handled as things are: it is dead-lettered without another try. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}

export type FailureKind = 'transient' | 'permanent' | 'unknown';

const transientNames = new Set([
  'Unavailable',
  'Overloaded',
  'TransientError',
  'ConnectTimeoutError',
  'SocketError',
]);

const transientCodes = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
  '40001', // PostgreSQL: serialization failure
  '40P01', // PostgreSQL: deadlock
  '57P01', // PostgreSQL shuts down
  '57P02',
  '57P03', // PostgreSQL starts up
  4, // gRPC (Temporal): deadline exceeded
  14, // gRPC (Temporal): unavailable
]);

// pg gives these no code
const transientMessages = [
  /^Connection terminated/,
  /^timeout (exceeded|expired)/,
  /^Client has encountered a connection error/,
];

const isTransient = (error: Error & { code?: unknown }): boolean =>
  transientNames.has(error.name) ||
  transientCodes.has(error.code) ||
  (typeof error.code === 'string' && /^(08|53)[0-9A-Z]{3}$/.test(error.code)) || // PostgreSQL: connection, resources
  transientMessages.some((message) => message.test(error.message));

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
