import { describe, expect, it } from '@jest/globals';
import { intArray, textArray } from './binary-array.ts';

// What PostgreSQL's array_recv reads: dimensions, a flag that it does not look at, the elements' type, their count, the
// lower bound; then each element's length (-1 for null) and bytes.
const header = (element: number, count: number) => [
  0,
  0,
  0,
  1,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  element,
  0,
  0,
  0,
  count,
  0,
  0,
  0,
  1,
];

describe('an array as PostgreSQL reads it', () => {
  it('holds numbers', () => {
    expect([...intArray([1, -1])]).toEqual([
      ...header(23, 2),
      0,
      0,
      0,
      4,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      4,
      255,
      255,
      255,
      255,
    ]);
  });

  it('holds texts, their length in bytes, and nothing for null', () => {
    expect([...textArray(['退', null, ''])]).toEqual([
      ...[...header(25, 3), 0, 0, 0, 3, 0xe9, 0x80, 0x80],
      ...[255, 255, 255, 255, 0, 0, 0, 0],
    ]);
  });

  it('may be empty', () => {
    expect([...intArray([])]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 23]);
    expect(textArray([])).toHaveLength(12);
  });
});
