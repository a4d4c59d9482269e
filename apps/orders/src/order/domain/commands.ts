import type { OrderFacts, Recipient } from '@kefu/contracts';

/** The order as its source reads now. No recipient: the source does not say, so a known one stays. */
export type RecordOrder = { type: 'RecordOrder'; facts: OrderFacts; recipient?: Recipient };
export type UnmaskRecipient = {
  type: 'UnmaskRecipient';
  orderId: string;
  by: string;
  reason: string;
  at: string;
};
export type OrderCommand = RecordOrder | UnmaskRecipient;
