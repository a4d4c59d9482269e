import { describe, expect, it } from '@jest/globals';
import { isSigned, signatureOf } from './signature.ts';

const secret = 'a secret that the carrier knows too';
const body = Buffer.from('{"weights":[]}');
const now = new Date('2026-10-21T02:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const signature = signatureOf(secret, body, now);

describe('a signature', () => {
  it('is believed for what it was made for', () => {
    expect(isSigned(secret, body, signature, now)).toBe(true);
  });

  it('is believed for five minutes, whoever’s clock is ahead', () => {
    expect(isSigned(secret, body, signature, minutes(5))).toBe(true);
    expect(isSigned(secret, body, signature, minutes(-5))).toBe(true);
    expect(isSigned(secret, body, signature, minutes(6))).toBe(false);
    expect(isSigned(secret, body, signature, minutes(-6))).toBe(false);
  });

  it('is not believed for another body, time or secret', () => {
    expect(isSigned(secret, Buffer.from('{"weights": []}'), signature, now)).toBe(false);
    expect(isSigned(secret, body, signature.replace(/t=\d+/, 't=1792548060'), now)).toBe(false);
    expect(isSigned('a secret that nobody agreed upon', body, signature, now)).toBe(false);
  });

  it('is not believed when it is missing or malformed', () => {
    for (const header of [undefined, '', 't=1', 'v1=00', `${signature}0`, signature.replace('v1', 'v0')]) {
      expect(isSigned(secret, body, header, now)).toBe(false);
    }
  });
});
