import { describe, expect, it } from '@jest/globals';
import type { Command } from '@commander-js/extra-typings';

import { instant, longAgo, reason, wholeNumber } from './arguments.ts';
import { program } from './program.ts';

/** The command and everything below it, by the words that lead there. */
const levels = (command: Command, words: string[] = []): [path: string, command: Command][] => {
  const path = [...words, command.name()];
  const below = command.commands.flatMap((each) => levels(each as Command, path)); // commands of whatever arguments
  return [[path.join(' '), command], ...below];
};
const all = levels(program());

describe.each(all)('%s', (path, command) => {
  it('explains itself, and each of its options', () => {
    expect(command.description()).not.toBe('');
    const help = command.helpInformation();
    expect(help).toContain(`Usage: ${path}`);
    for (const option of command.options) expect(option.description).not.toBe('');
  });
});

describe('the operator’s commands', () => {
  it('can all speak to programs', () => {
    const launching = ['start', 'stop', 'status', 'demo', 'bench', 'reset', 'test'].map(
      (name) => `kefu ${name}`,
    );
    const silent = all.filter(
      ([path, command]) =>
        command.commands.length === 0 &&
        !launching.includes(path) &&
        !command.options.some(({ long }) => long === '--json'),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});

describe('an argument', () => {
  it('may be an instant or how long ago it was', () => {
    expect(instant('2026-10-21T01:41:00Z').toISOString()).toBe('2026-10-21T01:41:00.000Z');
    expect(Math.round((Date.now() - instant('2h').getTime()) / 60_000)).toBe(120);
    expect(() => instant('yesterday')).toThrow('Expected an instant');
    expect(() => longAgo('59d')).toThrow('at least 60 days ago');
    expect(longAgo('60d')).toEqual(expect.any(Date));
  });

  it('is refused when it is no whole number in its range', () => {
    expect(wholeNumber(1, 10)('7')).toBe(7);
    for (const text of ['0', '11', '1.5', 'x', ''])
      expect(() => wholeNumber(1, 10)(text)).toThrow('from 1 to 10');
  });

  it('that gives a reason gives one', () => {
    expect(reason(' sent twice ')).toBe('sent twice');
    expect(() => reason(' x ')).toThrow('Expected a reason');
  });
});
