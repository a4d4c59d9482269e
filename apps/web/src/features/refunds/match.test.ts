import { describe, expect, it } from '@jest/globals';
import { matchAmount } from './match.ts';

describe('an amount that a clerk typed', () => {
  it.each(['46', '46.0', '46.00', '¥46.00', ' 46.00 ', '46。00'])('%j matches ¥46.00', (typed) => {
    expect(matchAmount(typed, 4_600)).toBe('matches');
  });

  it('matches with thousands separators, of either width', () => {
    expect(matchAmount('1,234.50', 123_450)).toBe('matches');
    expect(matchAmount('1,234.5', 123_450)).toBe('matches');
  });

  it('differs by a single fen', () => {
    expect(matchAmount('46.01', 4_600)).toBe('differs');
  });

  it.each(['四十六', '46.001', '-46', '4.600.0'])('%j is no amount', (typed) => {
    expect(matchAmount(typed, 4_600)).toBe('unreadable');
  });

  it('is not there yet when empty', () => {
    expect(matchAmount(' ', 4_600)).toBe('empty');
  });
});
