import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 5 * 60;

const digest = (secret: string, seconds: string, body: Buffer | string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();

/** The value of the header `kefu-signature` for a body sent now. */
export const signatureOf = (secret: string, body: Buffer | string, now: Date): string => {
  const seconds = String(Math.floor(now.getTime() / 1_000));
  return `t=${seconds},v1=${digest(secret, seconds, body).toString('hex')}`;
};

/** Whether who knows the secret signed exactly this body within five minutes of now. */
export const isSigned = (secret: string, body: Buffer, header: string | undefined, now: Date): boolean => {
  const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || hex === undefined) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(seconds)) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), digest(secret, seconds, body));
};
