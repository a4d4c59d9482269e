import { describe, expect, it } from '@jest/globals';
import { byLoss, settle } from './order.ts';

const now = Date.parse('2026-10-21T02:10:00.000Z');
const waiting = (conversationId: string, seconds: number, firstResponseMs: number | null = null) => ({
  conversationId,
  waitingSince: new Date(now - seconds * 1_000).toISOString(),
  firstResponseMs,
  updatedAt: new Date(now - seconds * 1_000).toISOString(),
});
const answered = (conversationId: string, secondsAgo: number) => ({
  ...waiting(conversationId, secondsAgo),
  waitingSince: null,
});
const ids = (items: { conversationId: string }[]) => items.map(({ conversationId }) => conversationId);

describe('the order of the list', () => {
  it('puts what is lost first at the top', () => {
    expect(ids(byLoss([waiting('new', 3), waiting('old', 20)], now))).toEqual(['old', 'new']);
  });

  it('counts what is left, not what has passed', () => {
    expect(ids(byLoss([waiting('reply', 20, 5_000), waiting('first', 18)], now))).toEqual(['first', 'reply']);
  });

  it('puts what can still be saved before what cannot', () => {
    expect(ids(byLoss([waiting('lost', 300), waiting('saved', 2)], now))).toEqual(['saved', 'lost']);
  });

  it('puts the longest waiting first among the lost', () => {
    expect(ids(byLoss([waiting('a', 60), waiting('b', 600)], now))).toEqual(['b', 'a']);
  });

  it('puts answered ones last, latest first', () => {
    expect(ids(byLoss([answered('a', 50), waiting('w', 900), answered('b', 10)], now))).toEqual([
      'w',
      'b',
      'a',
    ]);
  });
});

describe('a list under the pointer', () => {
  it('takes the wanted order while the hand is away', () => {
    expect(settle(['a', 'b'], ['b', 'a'], false)).toEqual(['b', 'a']);
  });

  it('does not jump while the hand is on it', () => {
    expect(settle(['a', 'b'], ['b', 'a'], true)).toEqual(['a', 'b']);
  });

  it('adds new rows at the end and drops the gone ones', () => {
    expect(settle(['a', 'b', 'c'], ['new', 'c', 'a'], true)).toEqual(['a', 'c', 'new']);
  });
});
