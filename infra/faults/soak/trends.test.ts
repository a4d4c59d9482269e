import { describe, expect, it } from '@jest/globals';
import { lineThrough, lowestOfEachMinute, type Sample } from './slope.ts';
import { trendOf } from './trends.ts';

const line = (perMinute: number, noise: (i: number) => number = () => 0, from = 300): Sample[] =>
  Array.from({ length: 60 }, (_, i) => ({ atMinutes: i, value: from + perMinute * i + noise(i) }));
const noisy = (i: number): number => [7, -9, 3, -4, 8, -5, 1][i % 7] ?? 0;
/** The lowest numbers of open files in minutes of a soak. */
const files = [36, 32, 29, 26, 33, 35, 31, 34, 37, 36, 37, 37, 31, 30, 29];
const unsteady = (i: number): number => files[i % files.length] ?? 0;

describe('the line through samples', () => {
  it('finds the growth of a minute through noise', () => {
    expect(lineThrough(line(2)).perMinute).toBeCloseTo(2);
    expect(lineThrough(line(-0.5, (i) => (i % 2 ? 3 : -3))).perMinute).toBeCloseTo(-0.5, 1);
    expect(lineThrough(line(0, (i) => (i % 2 ? 3 : -3))).perMinute).toBeCloseTo(0, 1);
    expect(lineThrough(line(2)).at(10)).toBeCloseTo(320);
  });

  it('looks at what is left of a minute, not at its peaks', () => {
    const peaks = [3, 900, 4, 5, 20, 6].map((value, i) => ({ atMinutes: i / 2, value }));
    expect(lowestOfEachMinute(peaks)).toEqual([
      { atMinutes: 0, value: 3 },
      { atMinutes: 1, value: 4 },
      { atMinutes: 2, value: 6 },
    ]);
  });

  it('is not known where there is nothing to compare', () => {
    expect(lineThrough([]).perMinute).toBeNaN();
    expect(lineThrough([{ atMinutes: 1, value: 5 }]).perMinute).toBeNaN();
    expect(lineThrough(line(1).slice(0, 2)).giveOrTake).toBeNaN();
  });

  it('tells how far chance may lead it astray', () => {
    expect(lineThrough(line(2)).giveOrTake).toBeCloseTo(0);
    expect(lineThrough(line(0, (i) => (i % 2 ? 3 : -3))).giveOrTake).toBeCloseTo(0.045, 2);
  });
});

const verdictOf = (...of: Parameters<typeof trendOf>) => trendOf(...of).verdict;

describe('flat', () => {
  it('lets connections and files come and go', () => {
    for (const what of ['connections', 'open files'] as const)
      expect(verdictOf(what, line(0, unsteady, 0), 60)).toBe('flat');
  });

  it('sees a socket that is lost at each of a dozen restarts in the hour', () => {
    const leaking = line(0, (i) => unsteady(i) + Math.floor(i / 5), 0);
    expect(verdictOf('connections', leaking, 60)).toBe('grows');
    expect(verdictOf('open files', leaking, 60)).toBe('grows');
    expect(
      verdictOf(
        'open files',
        line(0.06, () => 0, 36),
        60,
      ),
    ).toBe('grows');
  });

  it('is not said of what goes up and down too much to tell', () => {
    expect(
      verdictOf(
        'connections',
        line(0, (i) => 20 * unsteady(i), 0),
        60,
      ),
    ).toBe('too unsteady');
  });

  it('is said of what goes down, however unsteadily', () => {
    const steps = (perMinute: number) => line(perMinute, (i) => 2.4 * unsteady(i), 24);
    expect(verdictOf('connections', steps(-0.2), 60)).toBe('flat');
    expect(verdictOf('connections', steps(-0.05), 60)).toBe('too unsteady');
  });

  it('lets memory go up and down with its collections', () => {
    expect(verdictOf('memory, MB', line(0.1, noisy), 60)).toBe('flat');
  });

  it('sees memory that grows by more than a tenth in what is judged, or by more than 1 MB a minute', () => {
    expect(verdictOf('memory, MB', line(0.8, noisy), 60)).toBe('grows');
    expect(
      verdictOf(
        'memory, MB',
        line(0.5, () => 0, 300),
        60,
      ),
    ).toBe('flat');
    expect(
      verdictOf(
        'memory, MB',
        line(0.5, () => 0, 150),
        60,
      ),
    ).toBe('grows');
    expect(
      verdictOf(
        'memory, MB',
        line(1.2, () => 0, 5_000),
        60,
      ),
    ).toBe('grows');
  });

  it('sees effects that fall behind', () => {
    expect(verdictOf('lag, events', line(30), 60)).toBe('grows');
    expect(verdictOf('lag, events', line(3, noisy), 60)).toBe('flat');
  });

  it('leaves the warm-up out', () => {
    const warmingUp = line(0).map((one) => (one.atMinutes < 12 ? { ...one, value: one.atMinutes } : one));
    expect(verdictOf('memory, MB', warmingUp, 60)).toBe('flat');
  });

  it('is not what was not measured, or only for a while', () => {
    expect(verdictOf('connections', [], 60)).toBe('not measured');
    expect(verdictOf('connections', line(0).slice(0, 40), 60)).toBe('not measured');
    expect(
      verdictOf(
        'connections',
        line(0).filter((_, i) => i % 10 !== 0),
        60,
      ),
    ).toBe('flat');
    expect(verdictOf('connections', line(0).slice(0, 1), 1)).toBe('not measured');
  });
});
