import { createHmac, createSecretKey } from 'node:crypto';

/**
 * The pseudonym under which a shop's buyer is known in events, tokens and logs: `cu_` and 40 hex digits of an HMAC.
 * The same buyer of the same shop always gets the same one; without the key nobody can tell who it is.
 */
export const customerIdOf = (pseudonymKey: Buffer, shopId: string, buyerId: string): string =>
  // a KeyObject, because Node 24 takes 30 µs more for a key in a Buffer
  `cu_${createHmac('sha256', createSecretKey(pseudonymKey)).update(`${shopId}\n${buyerId}`).digest('hex').slice(0, 40)}`;
