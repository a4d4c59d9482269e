import { describe, expect, it } from '@jest/globals';
import { newKey, open, seal } from './sealing.ts';

const key = newKey();
const plain = Buffer.from('人民路 1 号');

describe('sealing', () => {
  it('opens to what was sealed', () => {
    expect(open(key, 'event-1/address', seal(key, 'event-1/address', plain))).toEqual(plain);
  });

  it('never looks the same twice', () => {
    expect(seal(key, 'c', plain)).not.toEqual(seal(key, 'c', plain));
  });

  it('does not open with another key, for another field, or with a changed bit', () => {
    const sealed = seal(key, 'event-1/address', plain);
    expect(() => open(newKey(), 'event-1/address', sealed)).toThrow();
    expect(() => open(key, 'event-1/phone', sealed)).toThrow();
    for (const place of [0, 1, 13, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed[place] ?? 0) ^ 1, place);
      expect(() => open(key, 'event-1/address', changed)).toThrow();
    }
  });
});
