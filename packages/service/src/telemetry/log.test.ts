import { describe, expect, it } from '@jest/globals';
import { createLogger, describeError } from './log.ts';
import { inContext } from './request-context.ts';

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  const lines: string[] = [];
  write(createLogger('orders', 'info', { write: (line) => void lines.push(line) }));
  return JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
};

describe('a log line', () => {
  it('says which service and which course of events', () => {
    const line = inContext({ correlationId: 'story-0001', traceparent: '' }, () =>
      logged((logger) => logger.info('recorded')),
    );
    expect(line).toMatchObject({
      level: 'info',
      service: 'orders',
      correlationId: 'story-0001',
      msg: 'recorded',
    });
  });

  it('holds no personal data and no credentials', () => {
    const line = logged((logger) =>
      logger.info({
        phone: '13800000000',
        order: { address: '…', buyer: { phone: '138' } },
        headers: { authorization: 'Bearer x' },
      }),
    );
    expect(JSON.stringify(line)).not.toMatch(/138|Bearer|…/);
  });

  it('holds an error without the values that PostgreSQL quotes', () => {
    const error = Object.assign(new Error('invalid input syntax for type integer: "13800000000"'), {
      code: '22P02',
      detail: 'Key (phone)=(138)',
    });
    const line = logged((logger) => logger.error({ err: error }));
    expect(line.err).toMatchObject({
      type: 'Error',
      code: '22P02',
      message: 'invalid input syntax for type integer: "…"',
    });
    expect(JSON.stringify(line)).not.toContain('138');
  });

  it('holds an error with its causes', () => {
    const error = new Error('the relay pauses', { cause: new TypeError('x is undefined') });
    expect(describeError(error)).toMatchObject({ message: 'the relay pauses', cause: { type: 'TypeError' } });
  });
});
