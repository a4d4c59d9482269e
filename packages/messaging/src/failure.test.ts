import { describe, expect, it } from '@jest/globals';
import { Refused } from '@kefu/contracts';
import { Unavailable, VersionConflict } from '@kefu/event-store';
import { errorText, kindOf, PermanentError, TransientError } from './failure.ts';

const withCode = (code: string | number) => Object.assign(new Error('failed'), { code });

describe('what a failure means for its event', () => {
  it.each([
    ['a database that cannot be reached', new Unavailable('away')],
    ['what a handler calls transient', new TransientError('busy')],
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a PostgreSQL that shuts down', withCode('57P01')],
    ['too many connections', withCode('53300')],
    ['a lost connection', withCode('08006')],
    ['a deadlock', withCode('40P01')],
    ['a Temporal that is away', withCode(14)],
    ['a connection that pg lost', new Error('Connection terminated unexpectedly')],
    ['a fetch whose cause is the network', new TypeError('fetch failed', { cause: withCode('ECONNRESET') })],
  ])('try again until it is back: %s', (_what, error) => {
    expect(kindOf(error)).toBe('transient');
  });

  it.each([
    ['a refusal', new Refused('window-closed')],
    ['what can never be handled', new PermanentError('no')],
    ['a refusal deeper down', new Error('activity failed', { cause: new Refused('window-closed') })],
  ])('give it up at once: %s', (_what, error) => {
    expect(kindOf(error)).toBe('permanent');
  });

  it.each([
    ['a bug', new TypeError('undefined is not a function')],
    ['a broken constraint', withCode('23505')],
    ['a stream that others are writing to', new VersionConflict([])],
    ['what is not even an error', 'oops'],
  ])('give it three tries: %s', (_what, error) => {
    expect(kindOf(error)).toBe('unknown');
  });
});

describe('the text of a failure', () => {
  it('tells its causes too', () => {
    const refused = new AggregateError([withCode('ECONNREFUSED')], '');
    expect(errorText(new TypeError('fetch failed', { cause: refused }))).toBe(
      'TypeError: fetch failed (AggregateError:  (Error: failed))',
    );
  });
});
