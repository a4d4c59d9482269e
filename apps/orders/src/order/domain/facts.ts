import type { OrderFacts, OrderParcel } from '@kefu/contracts';
import { refuse } from './refusal.ts';

export const orderIdOf = (shopId: string, orderNumber: string): string => `${shopId}:${orderNumber}`;
export const shopIdOf = (orderId: string): string => orderId.slice(0, Math.max(orderId.indexOf(':'), 0));

const byNumber = /^\d{1,15}$/;

/** `2` before `10`, names alphabetically. */
export const compareLineIds = (a: string, b: string): number => {
  if (byNumber.test(a) && byNumber.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : Number(a > b);
};

const repeated = (ids: readonly string[]): string | undefined =>
  ids.find((id, index) => ids.indexOf(id) !== index);

const inOrder = (parcel: OrderParcel): OrderParcel => ({
  ...parcel,
  lineIds: parcel.lineIds.toSorted(compareLineIds),
});

const inMilliseconds = /^[^.]{19}\.\d{3}Z$/;
const utc = (instant: string): string =>
  inMilliseconds.test(instant) ? instant : new Date(instant).toISOString();

/**
 * The same order always reads the same: lines and parcels sorted, instants written alike, absent fields absent.
 * Whether content changed is then a comparison, wherever it comes from.
 */
export const orderFacts = (given: OrderFacts): OrderFacts => {
  const { placedAt, paidAt, signedAt, lines, parcels, ...rest } = given;
  return {
    ...rest,
    placedAt: utc(placedAt),
    ...(paidAt && { paidAt: utc(paidAt) }),
    ...(signedAt && { signedAt: utc(signedAt) }),
    lines: lines.toSorted((a, b) => compareLineIds(a.lineId, b.lineId)),
    parcels: parcels.map(inOrder).toSorted((a, b) => (a.waybillId < b.waybillId ? -1 : 1)),
  };
};

/** Refuses an order that contradicts itself. */
export const checkFacts = ({ lines, parcels }: OrderFacts): void => {
  const lineIds = lines.map(({ lineId }) => lineId);
  const twice = repeated(lineIds);
  if (twice !== undefined) refuse('line-repeated', `Line ${twice} is there twice.`);
  const waybill = repeated(parcels.map(({ waybillId }) => waybillId));
  if (waybill !== undefined) refuse('parcel-repeated', `Parcel ${waybill} is there twice.`);
  const stray = parcels.flatMap((parcel) => parcel.lineIds).find((lineId) => !lineIds.includes(lineId));
  if (stray !== undefined)
    refuse('parcel-line-unknown', `A parcel holds line ${stray}, which the order lacks.`);
};
