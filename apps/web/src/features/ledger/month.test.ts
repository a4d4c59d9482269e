import { expect, it } from '@jest/globals';
import { monthBeside } from './month.ts';

it('goes from month to month over the turn of the year', () => {
  expect(monthBeside('2026-12', 1)).toBe('2027-01');
  expect(monthBeside('2026-01', -1)).toBe('2025-12');
  expect(monthBeside('2026-10', 1)).toBe('2026-11');
});
