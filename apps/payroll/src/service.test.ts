import { describe, expect, it } from '@jest/globals';
import { routeCoverage } from '@kefu/service';
import { payroll } from './service.ts';

describe('the payroll service', () => {
  it('handles each of its routes once, and nobody else’s', () => {
    expect(routeCoverage(payroll)).toEqual({ unhandled: [], doubled: [], foreign: [] });
  });
});
