import { describe, expect, it } from '@jest/globals';
import { countBySecond, figuresOf, spreadOf, uglySecondsOf } from './statistics.ts';

describe('a spread', () => {
  it('is the middle round between the lowest and the highest, in whatever order they came', () => {
    expect(spreadOf([30, 10, 50, 20, 40])).toEqual({ median: 30, min: 10, max: 50 });
  });

  it('of an even number of rounds takes the lower of the two in the middle', () => {
    expect(spreadOf([4, 1, 3, 2]).median).toBe(2);
  });
});

describe('the figures of a round', () => {
  it('count by the time that passed, not by the sum of what calls took', () => {
    expect(figuresOf([4, 4, 4, 4], 2_000).perSecond).toBe(2);
  });

  it('take p99 from the slowest hundredth', () => {
    const took = Array.from({ length: 1_000 }, (_, i) => 1_000 - i);
    expect(figuresOf(took, 1_000)).toMatchObject({ p50: 500, p99: 990 });
  });
});

describe('a run by its seconds', () => {
  it('leaves the second out that it ended in', () => {
    expect(countBySecond([0, 999, 1_000, 2_100], 2_500)).toEqual([2, 1]);
  });

  it('shows a second in which nothing happened as nothing', () => {
    expect(countBySecond([100, 2_100], 3_000)).toEqual([1, 0, 1]);
  });

  it('is ugly where a second came to a third of the median or less', () => {
    expect(uglySecondsOf([90, 90, 90, 30, 0])).toBe(2);
    expect(uglySecondsOf([90, 90, 90, 31, 90])).toBe(0);
  });
});
