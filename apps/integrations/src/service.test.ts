import { describe, expect, it } from '@jest/globals';
import { routeCoverage } from '@kefu/service';
import { integrations } from './service.ts';

describe('integrations', () => {
  it('handles each of its routes once, and no others', () => {
    expect(routeCoverage(integrations)).toEqual({ unhandled: [], doubled: [], foreign: [] });
  });
});
