import { describe, expect, it } from '@jest/globals';
import { invariants, violationsOf, type InvariantName } from './invariants.ts';
import type { Operation } from './operation.ts';

const acknowledged = (command: string, events = 1): Operation => ({ kind: 'acknowledged', command, events });
const stored = (id: string, version: number, command = `c-${id}`, stream = 's'): Operation => ({
  kind: 'stored',
  id,
  stream,
  version,
  command,
});
const delivered = (id: string, version: number, consumer = 'ledger', stream = 's'): Operation => ({
  kind: 'delivered',
  consumer,
  id,
  stream,
  version,
});
const effect = (id: string, consumer = 'ledger'): Operation => ({ kind: 'effect', consumer, id });
const booked = (id: string, account: string, fen: number): Operation => ({
  kind: 'booked',
  id,
  account,
  fen,
});
const recovered = (seconds: number): Operation => ({
  kind: 'recovered',
  what: 'appends',
  seconds,
  withinSeconds: 5,
});

const log = [stored('a', 1), stored('b', 2)];
const right: Record<InvariantName, Operation[]> = {
  I1: [...log, acknowledged('c-a'), acknowledged('c-b'), acknowledged('had nothing to do', 0)],
  I2: [...log, delivered('a', 1), delivered('b', 2), delivered('a', 1)],
  I3: [...log, delivered('a', 1), delivered('b', 2), delivered('a', 1)],
  I4: [...log, effect('a'), effect('b'), effect('a', 'copies'), effect('b', 'copies')],
  I5: [{ kind: 'view', name: 'notes', kept: '2:7', rebuilt: '2:7' }],
  I6: [
    ...log,
    ...log.flatMap((_, i) => [booked('ab'[i] ?? '', 'shop', 5), booked('ab'[i] ?? '', 'refunds', -5)]),
  ],
  I7: [recovered(4.9)],
};

it.each(Object.entries(right))('%s holds where nothing went wrong', (name, operations) => {
  expect(violationsOf(operations, [name as InvariantName])).toEqual([]);
});

const wrong: [InvariantName, string, Operation[], RegExp][] = [
  ['I1', 'an acknowledged command was lost', [...log, acknowledged('lost')], /lost \(0 of 1/],
  ['I1', 'half of a command was lost', [...log, acknowledged('c-a', 2)], /c-a \(1 of 2/],
  ['I1', 'a command was stored twice', [...log, stored('c', 3, 'c-b'), acknowledged('c-b')], /c-b \(2 of 1/],
  ['I1', 'an event was stored twice', [...log, stored('b', 2)], /stored twice: b/],
  ['I2', 'an event was not delivered', [...log, delivered('a', 1)], /never delivered to ledger: b/],
  [
    'I2',
    'one of two consumers missed an event',
    [...log, delivered('a', 1), delivered('b', 2), delivered('b', 2, 'copies')],
    /never delivered to copies: a/,
  ],
  ['I2', 'something was delivered that is not stored', [delivered('x', 1)], /not stored: x/],
  ['I2', 'nothing was delivered at all', log, /nothing was delivered/],
  ['I3', 'the log has a gap', [stored('a', 1), stored('c', 3)], /in the log: s 3 after 1/],
  ['I3', 'the feed turned a stream round', [stored('b', 2), stored('a', 1)], /in the log/],
  [
    'I3',
    'a consumer saw the second event first',
    [...log, delivered('b', 2), delivered('a', 1)],
    /at ledger: s 2/,
  ],
  ['I4', 'an event had no effect', [...log, effect('a')], /without effect at ledger: b/],
  [
    'I4',
    'an event had two effects',
    [...log, effect('a'), effect('b'), effect('b')],
    /several effects at ledger: b/,
  ],
  ['I4', 'an effect has no event', [...log, effect('a'), effect('b'), effect('x')], /not stored: x/],
  ['I4', 'nothing had an effect at all', log, /nothing had an effect/],
  [
    'I5',
    'a view is not the log',
    [{ kind: 'view', name: 'notes', kept: '1:3', rebuilt: '2:7' }],
    /notes was 1:3/,
  ],
  ['I5', 'nobody looked', [], /no view was compared/],
  [
    'I6',
    'money was made',
    [stored('a', 1), booked('a', 'shop', 5), booked('a', 'refunds', -4)],
    /add up to 1 fen/,
  ],
  [
    'I6',
    'an event was booked twice',
    [stored('a', 1), ...[1, 2].flatMap(() => [booked('a', 'shop', 5), booked('a', 'refunds', -5)])],
    /booked twice: a on shop/,
  ],
  [
    'I6',
    'an event was not booked',
    [...log, booked('a', 'shop', 5), booked('a', 'refunds', -5)],
    /booking: b/,
  ],
  ['I7', 'it took too long', [recovered(5.1)], /appends: 5.1 s, not within 5 s/],
  ['I7', 'nobody measured', [], /no recovery was measured/],
];

it.each(wrong)('%s falls when %s', (name, _what, operations, violation) => {
  expect(violationsOf(operations, [name]).join()).toMatch(violation);
});

describe('the checker', () => {
  it('has a fall for every invariant', () => {
    expect(new Set(wrong.map(([name]) => name))).toEqual(new Set(Object.keys(invariants)));
  });

  it('hears a scenario’s own rules, too', () => {
    const operations: Operation[] = [
      { kind: 'expected', what: 'no dead letters', holds: true },
      { kind: 'expected', what: 'the old relay is fenced', holds: false },
    ];
    expect(violationsOf(operations, [])).toEqual(['not so: the old relay is fenced']);
  });

  it('shows a few of many', () => {
    const many = Array.from({ length: 100 }, (_, i) => acknowledged(`c-${i}`));
    expect(invariants.I1(many)).toEqual([
      expect.stringMatching(/^100 acknowledged commands .*c-4 \(0 of 1 events\) …$/),
    ]);
  });
});
