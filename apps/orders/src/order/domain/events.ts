import type { OrderFacts, PersonalFields, Recipient } from '@kefu/contracts';

export type OrderRecorded = {
  type: 'OrderRecorded';
  data: OrderFacts & { recipient: Recipient | null };
};
export type OrderChanged = {
  type: 'OrderChanged';
  data: OrderFacts & { recipient: Recipient | null; changed: string[] };
};
export type RecipientUnmasked = {
  type: 'RecipientUnmasked';
  data: { orderId: string; by: string; reason: string; at: string };
};
export type OrderEvent = OrderRecorded | OrderChanged | RecipientUnmasked;

export const orderPersonalFields: PersonalFields<OrderEvent> = {
  OrderRecorded: { subject: 'customerId', fields: ['recipient'] },
  OrderChanged: { subject: 'customerId', fields: ['recipient'] },
};
