import { describe, expect, it } from '@jest/globals';
import type { Principal } from '@kefu/contracts';
import { generateKey, publicKeysOf } from './keys.ts';
import { createAuthenticator, signServiceToken, signToken } from './tokens.ts';

const gateway = await generateKey('gateway');
const returns = await generateKey('returns');
const authenticate = createAuthenticator(publicKeysOf(gateway, returns), 'logistics');

const lin: Principal = {
  id: 'agent-lin',
  name: '林晓',
  kind: 'person',
  roles: ['after-sales-agent'],
  shops: ['flagship'],
  limits: { refundFen: 5_000 },
};
const returnsItself: Principal = {
  id: 'returns',
  name: 'returns',
  kind: 'service',
  roles: ['service'],
  shops: ['*'],
  limits: { refundFen: 0 },
};

describe('a token', () => {
  it('of the gateway says who a person is', async () => {
    expect(await authenticate(await signToken(gateway, lin))).toEqual(lin);
  });

  it('of a service speaks for that service', async () => {
    expect(await authenticate(await signServiceToken(returns, 'logistics'))).toEqual(returnsItself);
  });

  it('of the gateway cannot speak for a service', async () => {
    await expect(authenticate(await signToken(gateway, returnsItself))).rejects.toThrow('may not issue');
    await expect(authenticate(await signToken(gateway, { ...returnsItself, id: 'gateway' }))).rejects.toThrow(
      'may not issue',
    );
  });

  it('of a service cannot speak for a person or for another service', async () => {
    await expect(authenticate(await signToken(returns, lin))).rejects.toThrow('may not issue');
    await expect(authenticate(await signToken(returns, { ...returnsItself, id: 'orders' }))).rejects.toThrow(
      'may not issue',
    );
  });

  it("of a person cannot carry a service's role", async () => {
    await expect(authenticate(await signToken(gateway, { ...lin, roles: ['service'] }))).rejects.toThrow(
      'roles and kind',
    );
  });

  it('that was signed under another name is refused', async () => {
    await expect(authenticate(await signToken({ ...returns, kid: 'gateway' }, lin))).rejects.toThrow(
      'signature',
    );
  });

  it('of an unknown issuer is refused', async () => {
    await expect(authenticate(await signToken(await generateKey('stranger'), lin))).rejects.toThrow(
      'no applicable key',
    );
  });

  it('for another service is refused', async () => {
    await expect(authenticate(await signToken(gateway, lin, { audience: 'payroll' }))).rejects.toThrow(
      '"aud"',
    );
  });

  it('that has expired is refused', async () => {
    await expect(authenticate(await signToken(gateway, lin, { expiresInSeconds: -10 }))).rejects.toThrow(
      '"exp"',
    );
  });

  it('that is no token is refused', async () => {
    await expect(authenticate('abc')).rejects.toMatchObject({ name: 'Unauthenticated' });
  });
});
