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

  it('tries again what failed, unless it was dropped or something newer waits', async () => {
    const { commits, commit } = broker();
    const failures: unknown[] = [];
    const offsets = createOffsetCommitter(commit, (error) => failures.push(error), 0);
    const until = async (count: number) => {
      while (commits.length < count) await new Promise((resolve) => setImmediate(resolve));
    };
    const away = new Error('away');
    offsets.done(at(0, '1'));
    offsets.done(at(1, '4'));
    commits[0]?.end(away);
    await until(2);
    expect(commits[1]?.offsets).toEqual([at(1, '4'), at(0, '1')]);
    commits[1]?.end(away);
    offsets.done(at(0, '2'));
    await until(3);
    expect(commits[2]?.offsets).toEqual([at(0, '2'), at(1, '4')]);
    offsets.drop();
    commits[2]?.end(away);
    await offsets.settled();
    expect(failures).toEqual([away, away, away]);
    expect(commits).toHaveLength(3);
  });
});
