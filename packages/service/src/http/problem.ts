import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { problemType, type Problem, Refused } from '@kefu/contracts';
import { CommandReused, isUnavailable, Overloaded, VersionConflict } from '@kefu/event-store';
import { Forbidden } from '../authentication/permissions.ts';
import { Unauthenticated } from '../authentication/tokens.ts';
import { InvalidInput, NotFound } from './errors.ts';

type Told = Pick<Problem, 'status' | 'code' | 'detail' | 'errors'> & { title?: string };

const codeOfStatus: Record<number, string> = {
  400: 'invalid-input',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

const sentence = (code: string): string =>
  `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`;

// Fastify says with `statusCode` what is wrong with a request that it could not parse.
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
};

const tell = (error: unknown, conflicts: ReadonlySet<string>): Told => {
  if (error instanceof InvalidInput)
    return { status: 400, code: 'invalid-input', detail: error.message, errors: [...error.errors] };
  if (error instanceof Unauthenticated) return { status: 401, code: error.code, detail: error.message };
  if (error instanceof Forbidden) return { status: 403, code: error.code, detail: error.detail };
  if (error instanceof NotFound) return { status: 404, code: 'not-found', detail: error.detail };
  if (error instanceof Refused) {
    return { status: conflicts.has(error.code) ? 409 : 422, code: error.code, detail: error.detail };
  }
  if (error instanceof VersionConflict) {
    return {
      status: 409,
      code: 'version-conflict',
      detail: 'Others changed it at the same time. Read it again, then decide.',
    };
  }
  if (error instanceof CommandReused) {
    return {
      status: 422,
      code: 'idempotency-key-reused',
      detail: 'This Idempotency-Key came with another request before.',
    };
  }
  if (error instanceof Overloaded)
    return {
      status: 503,
      code: 'overloaded',
      detail: 'More comes in than can be written. Nothing was done; send it again.',
    };
  if (isUnavailable(error))
    return { status: 503, code: 'unavailable', detail: 'The database cannot be reached at the moment.' };
  const status = statusOf(error);
  if (status === undefined || status === 500 || status < 400) {
    return {
      status: 500,
      code: 'internal',
      detail: 'This is a fault of ours. Its correlation id helps to find it.',
    };
  }
  return {
    status,
    code: codeOfStatus[status] ?? `http-${status}`,
    title: STATUS_CODES[status],
    detail: status < 500 && error instanceof Error ? error.message : undefined,
  };
};

/** What a caller is told about an error (RFC 9457): a stable code, never internals. */
export const problemOf = (
  error: unknown,
  about: { instance?: string; correlationId?: string; conflicts?: ReadonlySet<string> } = {},
): Problem => {
  const { title, ...told } = tell(error, about.conflicts ?? new Set());
  return {
    type: problemType(told.code),
    title: title ?? sentence(told.code),
    ...told,
    instance: about.instance,
    correlationId: about.correlationId,
  };
};
