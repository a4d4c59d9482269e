import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches } from './password.ts';

describe('a password', () => {
  it('matches its own hash and no other', async () => {
    const hash = await hashPassword('正确的密码 correct');
    expect(await passwordMatches('正确的密码 correct', hash)).toBe(true);
    expect(await passwordMatches('wrong', hash)).toBe(false);
  });
  it('hashes differently each time', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });
  it('matches nothing that is no hash', async () => {
    expect(await passwordMatches('', '')).toBe(false);
    expect(await passwordMatches('x', '$argon2id$v=19$m=19456,t=2,p=1$$')).toBe(false);
  });
});
