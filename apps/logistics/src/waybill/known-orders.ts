import type { OrderFacts } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';

const remember = `
  insert into known_order (order_id, shop_id, customer_id, seen_at)
  select "orderId", "shopId", "customerId", "seenAt" from jsonb_to_recordset($1::jsonb)
    as r("orderId" text, "shopId" text, "customerId" text, "seenAt" timestamptz)
  on conflict (order_id) do update
    set shop_id = excluded.shop_id, customer_id = excluded.customer_id, seen_at = excluded.seen_at
    where known_order.seen_at <= excluded.seen_at`;

/** Whose order it is, kept from the orders' events: customers see the parcels of their own. */
export const rememberOrder = ({ orderId, shopId, customerId }: OrderFacts, seenAt: string): Statement => ({
  sql: remember,
  row: { orderId, shopId, customerId, seenAt },
  key: orderId,
});

export const customerOfOrder = async (pool: Pool, orderId: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ customerId: string }>(
    'select customer_id as "customerId" from known_order where order_id = $1',
    [orderId],
  );
  return rows[0]?.customerId;
};

/** Tells "does not exist" from "not here yet". */
export const newestOrderSeen = async (pool: Pool): Promise<string> => {
  const { rows } = await pool.query<{ at: Date | null }>('select max(seen_at) as at from known_order');
  return rows[0]?.at
    ? `The newest order event seen here is of ${rows[0].at.toISOString()}.`
    : 'No order event was seen here yet.';
};
