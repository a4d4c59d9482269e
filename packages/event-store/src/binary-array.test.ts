import { describe, expect, it } from '@jest/globals';
import { intArray, textArray } from './binary-array.ts';

// What PostgreSQL's array_recv reads, in fours of bytes: dimensions, a flag that it does not look at, the elements' type
// (23 or 25), their count, the lower bound; then each element's length (-1 for null) and bytes.
const hex = (array: Buffer) => array.toString('hex');
const bytes = (...parts: string[]) => parts.join('');

describe('an array as PostgreSQL reads it', () => {
  it('holds numbers', () => {
    expect(hex(intArray([1, -1]))).toBe(
      bytes(
        ...['00000001', '00000000', '00000017', '00000002', '00000001'],
        ...['00000004', '00000001', '00000004', 'ffffffff'],
      ),
    );
  });

  it('holds texts, their length in bytes, and nothing for null', () => {
    expect(hex(textArray(['退', null, '']))).toBe(
      bytes(
        ...['00000001', '00000000', '00000019', '00000003', '00000001'],
        ...['00000003', 'e98080', 'ffffffff', '00000000'],
      ),
    );
  });

  it('holds more than there is room for at first', () => {
    for (const text of ['退'.repeat(50_000), 'x'.repeat(2_000_000), '换']) {
      const array = textArray([text]);
      expect(array).toHaveLength(24 + Buffer.byteLength(text));
      expect(array.toString('utf8', 24) === text).toBe(true); // a diff of them says nothing
    }
  });

  it('is nothing of the next one', () => {
    const first = textArray(['a']);
    textArray(['b']);
    expect(first.toString('utf8', 24)).toBe('a');
  });

  it('may be empty', () => {
    expect(hex(intArray([]))).toBe(bytes('00000000', '00000000', '00000017'));
    expect(hex(textArray([]))).toBe(bytes('00000000', '00000000', '00000019'));
  });
});
