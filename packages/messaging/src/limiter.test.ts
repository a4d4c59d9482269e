import { describe, expect, it } from '@jest/globals';
import { createLimiter } from './limiter.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a limiter', () => {
  it('runs no more than it may, in the order of asking, and everything in the end', async () => {
    const limit = createLimiter(2);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const work = (number: number) =>
      limit(async () => {
        started.push(number);
        most = Math.max(most, (running += 1));
        await turn();
        running -= 1;
        return number;
      });
    expect(await Promise.all([0, 1, 2, 3, 4].map(work))).toEqual([0, 1, 2, 3, 4]);
    expect(started).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  it('gives the place of a failure to the next', async () => {
    const limit = createLimiter(1);
    await expect(limit(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limit(async () => 'yes')).toBe('yes');
  });
});
