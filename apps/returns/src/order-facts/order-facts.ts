import { type OrderFacts, Refused } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';

// Events may come late and twice: an older one never replaces a newer one. Ids of one millisecond grow with time.
const upsert = `
  insert into order_fact (order_id, facts, event_at, event_id)
  select "orderId", facts, "eventAt", "eventId" from jsonb_to_recordset($1::jsonb)
    as r("orderId" text, facts jsonb, "eventAt" timestamptz, "eventId" text)
  on conflict (order_id) do update
    set facts = excluded.facts, event_at = excluded.event_at, event_id = excluded.event_id
    where (order_fact.event_at, order_fact.event_id) < (excluded.event_at, excluded.event_id)`;

/** Keeps what the orders service said last about an order. */
export const rememberOrder = (facts: OrderFacts, event: { id: string; time: string }): Statement => ({
  sql: upsert,
  row: { orderId: facts.orderId, facts, eventAt: event.time, eventId: event.id },
  key: facts.orderId,
});

/** Throws `order-unknown`, which tells "does not exist" from "not here yet" by the newest order event seen. */
export const knownOrder = async (pool: Pool, orderId: string): Promise<OrderFacts> => {
  const { rows } = await pool.query<{ facts: OrderFacts }>(
    'select facts from order_fact where order_id = $1',
    [orderId],
  );
  const [known] = rows;
  if (!known) throw new Refused('order-unknown', await newestOrderEvent(pool));
  return known.facts;
};

const newestOrderEvent = async (pool: Pool): Promise<string> => {
  const { rows } = await pool.query<{ at: Date; id: string }>(
    'select event_at as at, event_id as id from order_fact order by event_at desc, event_id desc limit 1',
  );
  const [newest] = rows;
  return newest
    ? `The newest order event seen here is ${newest.id} of ${newest.at.toISOString()}; the same command succeeds once the order has arrived, unless its id is wrong.`
    : 'No order event was seen here yet; the same command succeeds once the order has arrived, unless its id is wrong.';
};
