import { describe, expect, it } from '@jest/globals';
import { routeCoverage } from '@kefu/service';
import { chat } from './service.ts';

describe('the doors of chat', () => {
  it('are each handled exactly once', () =>
    expect(routeCoverage(chat)).toEqual({ unhandled: [], doubled: [], foreign: [] }));
});
