import { isNativeError } from 'node:util/types';
import { pino, type DestinationStream, type LogFn, type Logger } from 'pino';
import { currentContext } from './request-context.ts';

export type { Logger } from 'pino';

// Personal data and credentials, wherever somebody logs an object that holds them.
const private_ = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'phone',
  'address',
  'text',
  'buyerId',
  'buyerName',
];
const redacted = private_.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

type Described = { type: string; message: string; code?: string; stack?: string; cause?: Described };

// PostgreSQL quotes the offending value in its data exceptions (class 22), and its `detail` holds whole rows.
const messageOf = (error: Error, code: string | undefined): string =>
  code?.startsWith('22') ? error.message.replace(/"[^"]*"/g, '"…"') : error.message;

/** An error as it may stand in a log: without the data it was about. */
export const describeError = (error: unknown): Described => {
  if (!isNativeError(error)) return { type: typeof error, message: 'not an error' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = messageOf(error, code);
  return {
    type: error.name,
    message,
    ...(code && { code }),
    ...(error.stack && { stack: error.stack.replace(error.message, message) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
};

/** JSON lines on standard output, each with the service and the correlation id of the request at hand. */
export const createLogger = (service: string, level: string, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    hooks: {
      // Without a message pino would take the error's own, past the serializer.
      logMethod(this: Logger, given: Parameters<LogFn>, log: LogFn) {
        const [first, message, ...rest] = given;
        const bare = message === undefined && typeof first === 'object';
        log.call(this, first, bare ? 'an error' : message, ...rest);
      },
    },
    redact: { paths: redacted, censor: '[redacted]' },
    mixin: () => {
      const context = currentContext();
      return context ? { correlationId: context.correlationId } : {};
    },
  };
  return destination ? pino(options, destination) : pino(options);
};
