import { describe, expect, it } from '@jest/globals';
import { routeCoverage } from '@kefu/service';
import { returns } from './service.ts';

describe('returns', () => {
  it('handles each of its routes once, and no others', () => {
    expect(routeCoverage(returns)).toEqual({ unhandled: [], doubled: [], foreign: [] });
  });
});
