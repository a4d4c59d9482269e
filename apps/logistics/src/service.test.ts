import { describe, expect, it } from '@jest/globals';
import { routeCoverage } from '@kefu/service';
import { logistics } from './service.ts';

describe('the logistics service', () => {
  it('handles each of its routes once, and nobody else’s', () => {
    expect(routeCoverage(logistics)).toEqual({ unhandled: [], doubled: [], foreign: [] });
  });
});
