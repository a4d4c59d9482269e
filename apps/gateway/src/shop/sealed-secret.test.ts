import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openSecret, sealSecret } from './sealed-secret.ts';

const key = randomBytes(32);

describe('a sealed widget secret', () => {
  it('opens for its own shop', () =>
    expect(openSecret(key, 'flagship', sealSecret(key, 'flagship', '秘密'))).toBe('秘密'));
  it('does not open for another shop', () =>
    expect(() => openSecret(key, 'outlet', sealSecret(key, 'flagship', 's'))).toThrow());
  it('does not open with another key', () =>
    expect(() => openSecret(randomBytes(32), 'flagship', sealSecret(key, 'flagship', 's'))).toThrow());
});
