import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';

/** Seals a shop's widget secret with the installation's master key, so that a dump of the database does not hold it. */
export const sealSecret = (masterKey: Buffer, shopId: string, secret: string): string => {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, masterKey, nonce).setAAD(Buffer.from(shopId));
  const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64');
};

/** Opens what `sealSecret` sealed for the same shop; throws when it was changed or the key is another. */
export const openSecret = (masterKey: Buffer, shopId: string, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64');
  const opening = createDecipheriv(cipher, masterKey, bytes.subarray(0, 12)).setAAD(Buffer.from(shopId));
  opening.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8');
};
