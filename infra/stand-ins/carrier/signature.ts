import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 300;

const digest = (secret: string, seconds: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/** The header `kefu-signature` for a body. */
export const sign = (secret: string, body: string): string => {
  const seconds = String(Math.floor(Date.now() / 1_000));
  return `t=${seconds},v1=${digest(secret, seconds, body).toString('hex')}`;
};

export const isSigned = (secret: string, body: string, header: string | undefined): boolean => {
  const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || hex === undefined) return false;
  if (Math.abs(Date.now() / 1_000 - Number(seconds)) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), digest(secret, seconds, body));
};
