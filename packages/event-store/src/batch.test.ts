import { describe, expect, it } from '@jest/globals';
import { batchesOf, type Prepared } from './batch.ts';
import type { Commit } from './commit.ts';

const commit = (name: string, streams: string[], marks: Pick<Commit, 'inbox' | 'idempotency'> = {}) => {
  const appends = streams.map((stream) => ({
    stream,
    expected: 'any' as const,
    events: [],
    recorded: [],
    metadata: { who: { kind: 'system' as const, id: name }, correlationId: name },
  }));
  return { name, appends, first: appends[0], ...marks };
};
const namesOf = (batches: Prepared<never>[][]) =>
  batches.map((batch) => batch.map((one) => 'name' in one && one.name));

describe('parting commits into transactions', () => {
  it('puts all into one when no stream occurs twice', () => {
    expect(namesOf(batchesOf([commit('1', ['a']), commit('2', ['b', 'c']), commit('3', [])]))).toEqual([
      ['1', '2', '3'],
    ]);
  });

  it('keeps the order of those that write one stream', () => {
    const commits = [
      commit('1', ['a', 'b']),
      commit('2', ['a']),
      commit('3', ['b']),
      commit('4', ['a', 'b']),
      commit('5', ['c']),
    ];
    expect(namesOf(batchesOf(commits))).toEqual([['1', '5'], ['2', '3'], ['4']]);
  });

  it('never tries a mark twice at once', () => {
    const inbox = { consumer: 'orders', eventId: 'e-1' };
    const idempotency = { principal: 'lin', key: 'k', bodyHash: 'h' };
    const commits = [
      commit('1', [], { inbox }),
      commit('2', [], { inbox }),
      commit('3', [], { idempotency }),
      commit('4', [], { idempotency }),
    ];
    expect(namesOf(batchesOf(commits))).toEqual([
      ['1', '3'],
      ['2', '4'],
    ]);
  });
});
