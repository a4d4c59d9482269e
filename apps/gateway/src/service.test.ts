import { describe, expect, it } from '@jest/globals';
import { routeCoverage } from '@kefu/service';
import { gateway } from './service.ts';

describe("the gateway's own doors", () => {
  it('are each handled exactly once', () =>
    expect(routeCoverage(gateway)).toEqual({ unhandled: [], doubled: [], foreign: [] }));
});
