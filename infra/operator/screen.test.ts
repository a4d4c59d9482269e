import { describe, expect, it } from '@jest/globals';

import { table } from './screen.ts';

describe('a table', () => {
  it('keeps its columns under their headings, also where letters are wide', () => {
    expect(
      table(
        ['name', 'rows'],
        [
          ['订单', 1],
          ['x', null],
        ],
      ),
    ).toBe('name  rows\n订单  1\nx');
  });
});
