import { expect, it } from '@jest/globals';
import { isUnavailable } from './database.ts';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

it.each([
  ['that shuts down', '57P01'],
  ['whose connection broke', '08006'],
  ['that has no connection left', '53300'],
  ['whose disk is full', '53100'],
  ['that is too slow for a statement', '57014'],
])('a database %s is away', (_what, code) => {
  expect(isUnavailable(withCode(code))).toBe(true);
});

it.each(['Query read timeout', 'timeout expired', 'Connection terminated due to connection timeout'])(
  'a driver that says "%s" waited in vain',
  (message) => {
    expect(isUnavailable(new Error(message))).toBe(true);
  },
);

it.each([
  ['broke a rule of a table', '23505'],
  ['has to go again', '40001'],
])('a statement that %s is no absence', (_what, code) => {
  expect(isUnavailable(withCode(code))).toBe(false);
});
