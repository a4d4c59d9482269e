import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSame } from './is-same.ts';

describe('two pieces of JSON', () => {
  it('say the same whatever the order of their fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (told) => {
        expect(isSame(told, Object.fromEntries(Object.entries(told).toReversed()))).toBe(true);
      }),
    );
  });

  it('say the same exactly when they are written the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isSame(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('differ by a field, an element, or their kind', () => {
    expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSame({ a: 1, b: 2 }, { a: 1, c: 2 })).toBe(false);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
