import { userInfo } from 'node:os';

import { InvalidArgumentError } from '@commander-js/extra-typings';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** An instant (ISO 8601) or how long ago: 30s, 15m, 2h, 3d. */
export const instant = (text: string): Date => {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const at =
    amount === undefined
      ? new Date(text)
      : new Date(Date.now() - Number(amount) * unitMs[unit as keyof typeof unitMs]); // by the expression
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError(
      'Expected an instant such as 2026-10-21T01:41:00Z, or 30s, 15m, 2h, 3d ago.',
    );
  return at;
};

/** As far back as inboxes remember: when Kafka is lost, relays send everything since then again, from the hot table. */
const inboxDays = 60;

/** An instant from which on nothing is sent again. */
export const longAgo = (text: string): Date => {
  const at = instant(text);
  if (at.getTime() > Date.now() - inboxDays * unitMs.d)
    throw new InvalidArgumentError(`Expected an instant at least ${inboxDays} days ago, such as 180d.`);
  return at;
};

export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    return number;
  };

export const reason = (text: string): string => {
  if (text.trim().length < 3)
    throw new InvalidArgumentError('Expected a reason that somebody else understands.');
  return text.trim();
};

/** Whom the record names when nobody says who: the account on this machine. */
export const somebody = (): string => `operator:${userInfo().username}`;
