import { describe, expect, it } from '@jest/globals';
import { comparePositions } from './position.ts';

describe('positions', () => {
  it('are ordered by epoch, transaction and sequence, beyond what a double can hold', () => {
    const inOrder = ['1.9.9', '1.10.2', '1.10.11', '1.9007199254740993.1', '1.9007199254740994.1', '2.1.1'];
    for (const [i, earlier] of inOrder.entries()) {
      expect(comparePositions(earlier, earlier)).toBe(0);
      for (const later of inOrder.slice(i + 1)) {
        expect(comparePositions(earlier, later)).toBeLessThan(0);
        expect(comparePositions(later, earlier)).toBeGreaterThan(0);
      }
    }
  });

  it('are nothing else', () => {
    for (const wrong of ['', '1.2', '1.2.3.4', 'a.b.c', '1.-2.3']) {
      expect(() => comparePositions(wrong, '1.1.1')).toThrow(TypeError);
    }
  });
});
