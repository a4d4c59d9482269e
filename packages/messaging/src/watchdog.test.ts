import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startWatchdog } from './watchdog.ts';

describe('the watchdog', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const watch = (lag: () => Promise<number>) => {
    const stuck: number[] = [];
    const state = { consumed: 0n };
    const watchdog = startWatchdog({
      lag,
      progress: () => state.consumed,
      onStuck: (behind) => stuck.push(behind),
    });
    return { stuck, state, watchdog };
  };

  it('speaks up when events wait and nothing moves for a minute, and after another one', async () => {
    const { stuck } = watch(async () => 7);
    await jest.advanceTimersByTimeAsync(59_000);
    expect(stuck).toEqual([]);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(stuck).toEqual([7]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(stuck).toEqual([7, 7]);
  });

  it('is quiet while events move, however many wait', async () => {
    const { stuck, state } = watch(async () => 1_000);
    for (let i = 0; i < 30; i += 1) {
      state.consumed += 1n;
      await jest.advanceTimersByTimeAsync(10_000);
    }
    expect(stuck).toEqual([]);
  });

  it('is quiet when nothing waits, and when Kafka does not answer', async () => {
    const idle = watch(async () => 0);
    const away = watch(() => Promise.reject(new Error('away')));
    await jest.advanceTimersByTimeAsync(300_000);
    expect([...idle.stuck, ...away.stuck]).toEqual([]);
  });
});
