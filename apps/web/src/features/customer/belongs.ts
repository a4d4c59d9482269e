import type { Conversation } from '@kefu/contracts';

/** Whose an order is, seen from a conversation: a visitor may name any order, and proves nothing by it. */
export type Belongs = 'theirs' | 'anothers' | 'unproven';

export const belongsTo = (
  { customerId, anonymous }: Pick<Conversation, 'customerId' | 'anonymous'>,
  order: { customerId: string },
): Belongs => {
  if (anonymous) return 'unproven';
  return order.customerId === customerId ? 'theirs' : 'anothers';
};
