import { describe, expect, it } from '@jest/globals';
import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { Refused } from '@kefu/contracts';
import { CommandReused, Unavailable, VersionConflict } from '@kefu/event-store';
import { Forbidden } from '../authentication/permissions.ts';
import { Unauthenticated } from '../authentication/tokens.ts';
import { InvalidInput, NotFound } from './errors.ts';
import { problemOf } from './problem.ts';

const pgError = (code: string) => Object.assign(new Error('as pg says'), { code });

describe('a problem', () => {
  it.each([
    ['a refusal', new Refused('window-closed', 'Delivered more than seven days ago.'), 422, 'window-closed'],
    ['a refusal that is a conflict', new Refused('already-open'), 409, 'already-open'],
    ['a used idempotency key', new CommandReused('k1'), 422, 'idempotency-key-reused'],
    ['a version conflict', new VersionConflict([]), 409, 'version-conflict'],
    ['input that cannot be read', new InvalidInput([]), 400, 'invalid-input'],
    ['a missing token', new Unauthenticated('Sign in first.'), 401, 'unauthenticated'],
    ['a missing role', new Forbidden('role-not-allowed'), 403, 'role-not-allowed'],
    ['an unknown thing', new NotFound(), 404, 'not-found'],
    ['an unknown path', new NotFoundException(), 404, 'not-found'],
    ['too long a body', new PayloadTooLargeException(), 413, 'too-large'],
    ['a database that is away', new Unavailable('connection lost'), 503, 'unavailable'],
    ['a refused connection', pgError('ECONNREFUSED'), 503, 'unavailable'],
    [
      'a database that shuts down',
      new Error('query failed', { cause: pgError('57P01') }),
      503,
      'unavailable',
    ],
    ['a fault of ours', new TypeError('x is undefined'), 500, 'internal'],
    ['a wrong statement', pgError('42P01'), 500, 'internal'],
  ])('says what became of %s', (_, error, status, code) => {
    const problem = problemOf(error, { conflicts: new Set(['already-open']) });
    expect(problem).toMatchObject({ status, code, type: `https://kefu.dev/problems/${code}` });
  });

  it('of a refusal tells why', () => {
    const problem = problemOf(new Refused('window-closed', 'Delivered more than seven days ago.'));
    expect(problem).toMatchObject({ title: 'Window closed', detail: 'Delivered more than seven days ago.' });
  });

  it('of a fault tells nothing of it but the correlation id', () => {
    const told = JSON.stringify(
      problemOf(new Error('password authentication failed for hunter2'), { correlationId: 'c-1' }),
    );
    expect(told).toContain('c-1');
    expect(told).not.toMatch(/hunter2|password/);
  });
});
