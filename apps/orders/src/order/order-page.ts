import type { OrderView } from '@kefu/contracts';
import { InvalidInput } from '@kefu/service';
import { maskRecipient } from './mask-recipient.ts';
import type { OrderPlace, OrderRow } from './orders.view.ts';

/** An order as every reader may see it. */
export const orderAnswer = ({ facts, recipient, recorded_at }: OrderRow): OrderView => ({
  ...facts,
  recipient: recipient && maskRecipient(recipient),
  recordedAt: recorded_at.toISOString(),
});

const placeOf = ({ facts }: OrderRow): string =>
  Buffer.from(`${facts.placedAt} ${facts.orderId}`).toString('base64url');

export const readPlace = (after: string | undefined): OrderPlace | undefined => {
  if (after === undefined) return undefined;
  const [, placedAt, orderId] = /^(\d{4}-\S+Z) (.+)$/s.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (placedAt && orderId) return { placedAt, orderId };
  throw new InvalidInput([{ path: 'query.after', message: 'is not what a page named as its next' }]);
};

/** One page of rows that were read with one more than `limit`. */
export const orderPage = (
  rows: readonly OrderRow[],
  limit: number,
): { items: OrderView[]; next?: string } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(orderAnswer), ...(rows.length > limit && last && { next: placeOf(last) }) };
};
