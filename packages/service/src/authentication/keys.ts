import { exportJWK, generateKeyPair } from 'jose';
import type { PrivateKey, PublicKeys } from '../environment.ts';

/** A fresh Ed25519 key by which `kid` (a service or the gateway) signs its tokens. */
export const generateKey = async (kid: string): Promise<PrivateKey> => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), kid } as PrivateKey; // what an Ed25519 key consists of
};

/** What the others need of these keys to believe their tokens: the value of KEFU_TRUSTED_KEYS. */
export const publicKeysOf = (...keys: readonly PrivateKey[]): PublicKeys => ({
  keys: keys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid })),
});
