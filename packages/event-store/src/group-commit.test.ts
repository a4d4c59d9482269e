import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Expected, Outcome } from './commit.ts';
import { Overloaded } from './errors.ts';
import { createGroupCommit, type GroupOptions } from './group-commit.ts';
import type { Prepared } from './prepare.ts';

type Marks = Pick<Prepared<never>, 'inbox' | 'idempotency'>;

const commitTo = (streams: string[], expected: Expected = 'any', marks: Marks = {}): Prepared<never> => ({
  appends: streams.map((stream) => ({
    stream,
    expected,
    events: [],
    recorded: [],
    metadata: { who: { kind: 'system', id: 'test' }, correlationId: 'c-1' },
  })),
  first: undefined,
  preparedAt: performance.now(),
  ...marks,
});

const outcome: Outcome<never> = { events: [], version: 0, token: null, answer: null, duplicate: false };

/** Batches as they were written, each until somebody ends it. */
const recorder = (options?: GroupOptions) => {
  const batches: { streams: string[][]; end(): void }[] = [];
  let onBatch: () => void = () => undefined;
  const commit = createGroupCommit<never>(async (commits, settle) => {
    await new Promise<void>((resolve) => {
      batches.push({
        streams: commits.map(({ appends }) => appends.map(({ stream }) => stream)),
        end: resolve,
      });
      onBatch();
    });
    for (const one of commits) settle(one, { status: 'fulfilled', value: outcome });
  }, options);
  /** Resolves once so many batches are on their way. */
  const until = async (count: number): Promise<void> => {
    while (batches.length < count) await new Promise<void>((resolve) => (onBatch = resolve));
  };
  return { commit, batches, until };
};

const namesOf = (batches: { streams: string[][] }[]) =>
  batches.map(({ streams }) => streams.map((s) => s.join()));

describe('grouping commits', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('sends a lone one at once, and what came meanwhile together', async () => {
    const { commit, batches, until } = recorder({ inFlight: 1 });
    const first = commit(commitTo(['a']));
    await until(1);
    const others = [commit(commitTo(['b'])), commit(commitTo(['c', 'd']))];
    batches[0]?.end();
    await first;
    await until(2);
    batches[1]?.end();
    await Promise.all(others);
    expect(namesOf(batches)).toEqual([['a'], ['b', 'c,d']]);
  });

  it('lets appends at any version follow each other in one transaction, those that expect one do not', async () => {
    const { commit, batches, until } = recorder({ inFlight: 1 });
    const done = [
      commit(commitTo(['a'])),
      commit(commitTo(['a'])),
      commit(commitTo(['a'], 7)),
      commit(commitTo(['a'])),
      commit(commitTo(['b'], 'none')),
    ];
    await until(1);
    batches[0]?.end();
    await until(2);
    batches[1]?.end();
    await Promise.all(done);
    expect(namesOf(batches)).toEqual([
      ['a', 'a', 'b'],
      ['a', 'a'],
    ]);
  });

  it('writes a stream at one place at a time, others beside it', async () => {
    const { commit, batches, until } = recorder({ inFlight: 2 });
    const first = commit(commitTo(['a']));
    await until(1);
    const done = [first, commit(commitTo(['a'])), commit(commitTo(['b']))];
    await until(2);
    batches[1]?.end();
    batches[0]?.end();
    await until(3);
    batches[2]?.end();
    await Promise.all(done);
    expect(namesOf(batches)).toEqual([['a'], ['b'], ['a']]);
  });

  it('never tries a mark twice at once', async () => {
    const { commit, batches, until } = recorder({ inFlight: 2 });
    const inbox = { consumer: 'orders', eventId: 'e-1' };
    const done = [commit(commitTo(['a'], 'any', { inbox })), commit(commitTo(['b'], 'any', { inbox }))];
    await until(1);
    batches[0]?.end();
    await until(2);
    batches[1]?.end();
    await Promise.all(done);
    expect(namesOf(batches)).toEqual([['a'], ['b']]);
  });

  it('turns further commits away when too many wait', async () => {
    const { commit, batches, until } = recorder({ inFlight: 1, waiting: 1 });
    const first = commit(commitTo(['a']));
    await until(1);
    const second = commit(commitTo(['b']));
    await expect(commit(commitTo(['c']))).rejects.toThrow(Overloaded);
    batches[0]?.end();
    await until(2);
    batches[1]?.end();
    await Promise.all([first, second]);
  });

  it('turns away who has waited too long, and writes who came later', async () => {
    const { commit, batches, until } = recorder({ inFlight: 1, patienceMs: 20 });
    const first = commit(commitTo(['a']));
    await until(1);
    const late = commit(commitTo(['b'])).catch((error: unknown) => error);
    const later = performance.now() + 21;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    const inTime = commit(commitTo(['c']));
    batches[0]?.end();
    await first;
    await until(2);
    batches[1]?.end();
    await inTime;
    expect(await late).toBeInstanceOf(Overloaded);
    expect(namesOf(batches)).toEqual([['a'], ['c']]);
  });
});
