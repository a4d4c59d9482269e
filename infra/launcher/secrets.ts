import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { services, type ServiceName } from '@kefu/contracts';

export type PrivateKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; d: string; kid: string };

type ServiceSecrets = { password: string; ownerPassword: string; key: PrivateKey; masterKey: string };

/** Made at the first start. Whoever loses it loses the customers' personal data: it opens the data keys. */
export type Secrets = {
  services: Record<ServiceName, ServiceSecrets>;
  pseudonymKey: string;
  carrierSecret: string;
  /** Of the account `admin`, which the gateway makes when it has none. */
  administratorPassword: string;
  /** Of everybody in the sample shop. */
  samplePassword: string;
};

const newKey = (kid: string): PrivateKey => {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid };
};

const newSecrets = (): Secrets => ({
  services: Object.fromEntries(
    services.map((name): [ServiceName, ServiceSecrets] => [
      name,
      {
        password: randomBytes(24).toString('hex'),
        ownerPassword: randomBytes(24).toString('hex'),
        key: newKey(name),
        masterKey: randomBytes(32).toString('base64'),
      },
    ]),
  ) as Secrets['services'], // fromEntries forgets that each name has its entry
  pseudonymKey: randomBytes(32).toString('base64'),
  carrierSecret: randomBytes(32).toString('hex'),
  administratorPassword: randomBytes(9).toString('base64url'),
  samplePassword: randomBytes(6).toString('base64url'),
});

export const keptSecrets = (path: string): Secrets => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Secrets; // written below
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const secrets = newSecrets();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(secrets, undefined, 2), { mode: 0o600, flag: 'wx' });
    return secrets;
  }
};

/** Tells two sets of secrets apart without showing either. */
export const fingerprintOf = (secrets: Secrets): string =>
  createHash('sha256').update(JSON.stringify(secrets)).digest('hex').slice(0, 16);

/** The public halves: whose tokens are believed. */
export const trustedKeys = ({ services: all }: Secrets): string =>
  JSON.stringify({ keys: Object.values(all).map(({ key: { kty, crv, x, kid } }) => ({ kty, crv, x, kid })) });
