import { isNativeError } from 'node:util/types';
export type FieldError = { path: string; message: string };

/** The request could not be read: which field, and why. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super('The request could not be read.');
    this.errors = errors;
  }
}

/** There is no such thing, or not for this caller. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly detail?: string;
  constructor(detail?: string) {
    super(detail ?? 'Not found');
    this.detail = detail;
  }
}

// Connection exceptions, no disk, memory or connections left, shutting or starting up; and Node's own for sockets.
const awayCodes =
  /^(08|53|57P0[1-5]|25006)|^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/;
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** Is this what pg says when PostgreSQL cannot be reached, rather than when it refuses a statement? */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!isNativeError(error)) return false;
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isDatabaseAway);
  if ('code' in error && typeof error.code === 'string' && awayCodes.test(error.code)) return true;
  return awayMessages.test(error.message) || isDatabaseAway(error.cause);
};
