import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { readBuyerToken } from './buyer-token.ts';

const secret = 'a-secret-of-the-flagship-shop-32-characters';
const now = new Date('2026-10-21T02:00:00Z');
const seconds = now.getTime() / 1_000;
const sign = (claims: Record<string, unknown>, exp = seconds + 600, key = secret) =>
  new SignJWT({ ...claims, exp }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key));

describe("a shop's token for its buyer", () => {
  it('names the buyer', async () => {
    expect(
      await readBuyerToken(await sign({ buyer: 'wang', shop: 'flagship' }), 'flagship', secret, now),
    ).toEqual({ buyer: 'wang', name: undefined });
  });
  it('may say what the buyer is called', async () => {
    const token = await sign({ buyer: 'wang', shop: 'flagship', name: '王小雨' });
    expect(await readBuyerToken(token, 'flagship', secret, now)).toEqual({ buyer: 'wang', name: '王小雨' });
  });
  it.each([
    [
      'signed with another secret',
      sign({ buyer: 'wang', shop: 'flagship' }, seconds + 600, 'x'.repeat(32)),
      'buyer-token-invalid',
    ],
    ['for another shop', sign({ buyer: 'wang', shop: 'outlet' }), 'buyer-token-invalid'],
    ['without a buyer', sign({ shop: 'flagship' }), 'buyer-token-invalid'],
    ['living for a day', sign({ buyer: 'wang', shop: 'flagship' }, seconds + 86_400), 'buyer-token-invalid'],
    ['ended a minute ago', sign({ buyer: 'wang', shop: 'flagship' }, seconds - 60), 'buyer-token-expired'],
    ['not a token', Promise.resolve('hello'), 'buyer-token-invalid'],
    [
      'unsigned',
      Promise.resolve(
        'eyJhbGciOiJub25lIn0.eyJidXllciI6IndhbmciLCJzaG9wIjoiZmxhZ3NoaXAiLCJleHAiOjE3OTI1NDg2MDB9.',
      ),
      'buyer-token-invalid',
    ],
  ])('is refused when %s', async (_, token, code) => {
    await expect(readBuyerToken(await token, 'flagship', secret, now)).rejects.toMatchObject({ code });
  });
});
