import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

const format = 1;
const ivLength = 12;
const tagLength = 16;
const headLength = 1 + ivLength + tagLength;

// A call for a few random bytes costs as much as the encryption itself, so they are drawn by the page; none is used twice.
const createRandomness = (pageBytes = 4_096): ((length: number) => Buffer) => {
  let page = Buffer.alloc(0);
  return (length) => {
    if (page.length < length) page = randomBytes(pageBytes);
    const drawn = Buffer.from(page.subarray(0, length));
    page = page.subarray(length);
    return drawn;
  };
};
const random = createRandomness();

export const newKey = (): Buffer => random(32);

// Keys go in as KeyObjects: Node 24 needs three times as long for one in a Buffer.
/** AES-256-GCM: format byte, nonce, tag, ciphertext. The context must be the same when it is opened. */
export const seal = (key: Buffer, context: string, plain: Buffer): Buffer => {
  const iv = random(ivLength);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), sealed]);
};

/** Throws when the key, the context or a single bit differs. */
export const open = (key: Buffer, context: string, sealed: Buffer): Buffer => {
  if (sealed[0] !== format || sealed.length < headLength)
    throw new Error(`not sealed by this program: ${context}`);
  const iv = sealed.subarray(1, 1 + ivLength);
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), iv, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(1 + ivLength, headLength));
  return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]);
};
