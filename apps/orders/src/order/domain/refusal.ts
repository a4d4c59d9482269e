import { Refused } from '@kefu/contracts';

export type OrderRefusal =
  'order-unknown' | 'recipient-unknown' | 'line-repeated' | 'parcel-repeated' | 'parcel-line-unknown';

export const refuse = (code: OrderRefusal, detail: string): never => {
  throw new Refused<OrderRefusal>(code, detail);
};
