import { describe, expect, it } from '@jest/globals';
import { clockOf } from './clock.ts';

const since = '2026-10-21T02:00:00.000Z';
const after = (seconds: number) => Date.parse(since) + seconds * 1_000;
const first = { waitingSince: since, firstResponseMs: null };
const later = { waitingSince: since, firstResponseMs: 8_000 };

describe('the clock of a conversation', () => {
  it.each([
    [0, 'calm'],
    [14.9, 'calm'],
    [15, 'amber'],
    [24.9, 'amber'],
    [25, 'red'],
    [30, 'red'],
    [30.1, 'lost'],
  ])('at %s s of a first response is %s', (seconds, tone) => {
    expect(clockOf(first, after(seconds))?.tone).toBe(tone);
  });

  it('gives later replies 40 s before they are lost', () => {
    expect(clockOf(later, after(40))?.tone).toBe('red');
    expect(clockOf(later, after(41))?.tone).toBe('lost');
  });

  it('stands when nobody waits', () => {
    expect(clockOf({ waitingSince: null, firstResponseMs: null }, after(90))).toBeUndefined();
  });

  it('never runs backwards when our clock is behind', () => {
    expect(clockOf(first, after(-5))?.elapsedMs).toBe(0);
  });
});
