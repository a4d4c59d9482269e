import { describe, expect, it } from '@jest/globals';
import { createOffsetCommitter, type DoneOffset } from './offset-committer.ts';

const at = (partition: number, offset: string): DoneOffset => ({ topic: 't', partition, offset });

/** Commits that end when they are told to. */
const broker = () => {
  const commits: { offsets: DoneOffset[]; end(error?: Error): void }[] = [];
  const commit = (offsets: DoneOffset[]) =>
    new Promise<void>((resolve, reject) => {
      commits.push({ offsets, end: (error) => (error ? reject(error) : resolve()) });
    });
  return { commits, commit };
};

describe('committing offsets behind the work', () => {
  it('commits the newest of each partition when the commit before has ended', async () => {
    const { commits, commit } = broker();
    const offsets = createOffsetCommitter(commit, () => undefined);
    offsets.done(at(0, '1'));
    offsets.done(at(0, '2'));
    offsets.done(at(1, '7'));
    offsets.done(at(0, '3'));
    expect(commits.map((one) => one.offsets)).toEqual([[at(0, '1')]]);
    const settled = offsets.settled();
    commits[0]?.end();
    while (commits.length < 2) await Promise.resolve();
    commits[1]?.end();
    await settled;
    expect(commits[1]?.offsets).toEqual([at(0, '3'), at(1, '7')]);
  });

  it('goes on after a failure, and forgets what was dropped', async () => {
    const { commits, commit } = broker();
    const failures: unknown[] = [];
    const offsets = createOffsetCommitter(commit, (error) => failures.push(error));
    offsets.done(at(0, '1'));
    offsets.done(at(0, '2'));
    offsets.drop();
    const gone = new Error('rebalancing');
    commits[0]?.end(gone);
    await offsets.settled();
    expect(failures).toEqual([gone]);
    offsets.done(at(0, '5'));
    expect(commits[1]?.offsets).toEqual([at(0, '5')]);
    commits[1]?.end();
    await offsets.settled();
  });
});
