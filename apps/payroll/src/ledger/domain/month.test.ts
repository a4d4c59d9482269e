import { describe, expect, it } from '@jest/globals';
import { payMonthOf } from './month.ts';

describe('the pay month', () => {
  it.each([
    ['2026-10-21T03:00:00Z', '2026-10'],
    ['2026-10-31T15:59:59.999Z', '2026-10'],
    ['2026-10-31T16:00:00Z', '2026-11'],
    ['2026-12-31T16:00:00Z', '2027-01'],
    ['2026-01-01T00:00:00Z', '2026-01'],
  ])('of %s is %s in Shanghai', (instant, month) => {
    expect(payMonthOf(instant)).toBe(month);
  });
});
