import { describe, expect, it } from '@jest/globals';
import { createTurns } from './in-turn.ts';

describe('turns', () => {
  it('are taken one after the other for one key, even after a failure', async () => {
    const inTurn = createTurns();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (name === '1') throw new Error('failed');
    };
    await Promise.allSettled([inTurn('a', work('1')), inTurn('a', work('2')), inTurn('a', work('3'))]);
    expect(seen).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  });

  it('are not waited for by other keys', async () => {
    const inTurn = createTurns();
    let finish = () => {};
    const slow = inTurn('a', () => new Promise<void>((resolve) => (finish = resolve)));
    expect(await inTurn('b', async () => 'done')).toBe('done');
    finish();
    await slow;
  });
});
