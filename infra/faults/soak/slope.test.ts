import { expect, it } from '@jest/globals';
import { lowestOfEachMinute, slopeOf } from './slope.ts';

const line = (slope: number, noise: (i: number) => number = () => 0) =>
  Array.from({ length: 60 }, (_, i) => ({ atMinutes: i, value: 100 + slope * i + noise(i) }));

it('finds the growth of a minute through noise', () => {
  expect(slopeOf(line(2))).toBeCloseTo(2);
  expect(slopeOf(line(-0.5, (i) => (i % 2 ? 3 : -3)))).toBeCloseTo(-0.5, 1);
  expect(slopeOf(line(0, (i) => (i % 2 ? 3 : -3)))).toBeCloseTo(0, 1);
});

it('looks at what is left of a minute, not at its peaks', () => {
  const peaks = [3, 900, 4, 5, 20, 6].map((value, i) => ({ atMinutes: i / 2, value }));
  expect(lowestOfEachMinute(peaks)).toEqual([
    { atMinutes: 0, value: 3 },
    { atMinutes: 1, value: 4 },
    { atMinutes: 2, value: 6 },
  ]);
});

it('is nothing where there is nothing to compare', () => {
  expect(slopeOf([])).toBe(0);
  expect(slopeOf([{ atMinutes: 1, value: 5 }])).toBe(0);
});
