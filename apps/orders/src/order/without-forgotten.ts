import type { EventStore } from '@kefu/event-store';
import { forgottenAmong } from '@kefu/service';
import type { RecordOrder } from './domain/commands.ts';

/**
 * A shop goes on telling the recipients of customers who were forgotten here. They are not written again, and must not
 * look like a change each time they are told.
 */
export const withoutForgotten = async (
  pool: EventStore['pool'],
  orders: readonly RecordOrder[],
): Promise<readonly RecordOrder[]> => {
  const told = orders.filter(({ recipient }) => recipient !== undefined);
  if (told.length === 0) return orders;
  const forgotten = await forgottenAmong(
    pool,
    told.map(({ facts }) => facts.customerId),
  );
  return orders.map((order) =>
    forgotten.has(order.facts.customerId) ? { ...order, recipient: undefined } : order,
  );
};
