import type { OrderFacts, Recipient } from '@kefu/contracts';
import { defineView, type Statement, type StoredEvent } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { OrderEvent } from './domain/events.ts';

// The whole order as it is now: what it reads like is compared in SQL, set by set, when orders are imported again.
const upsert = `
  INSERT INTO order_view AS known
    (order_id, shop_id, customer_id, order_number, placed_at, facts, recipient, version, recorded_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS told
    (order_id text, shop_id text, customer_id text, order_number text, placed_at timestamptz, facts jsonb,
     recipient jsonb, version int, recorded_at timestamptz)
  ON CONFLICT (order_id) DO UPDATE SET
    customer_id = EXCLUDED.customer_id, placed_at = EXCLUDED.placed_at, facts = EXCLUDED.facts,
    recipient = EXCLUDED.recipient, version = EXCLUDED.version`;

const moveOn = `
  UPDATE order_view AS known SET version = told.version
  FROM jsonb_to_recordset($1::jsonb) AS told (order_id text, version int)
  WHERE known.order_id = told.order_id`;

const rowOf = (
  facts: OrderFacts,
  recipient: Recipient | null,
  { version, recordedAt }: StoredEvent,
): object => ({
  order_id: facts.orderId,
  shop_id: facts.shopId,
  customer_id: facts.customerId,
  order_number: facts.orderNumber,
  placed_at: facts.placedAt,
  facts,
  recipient: recipient ?? undefined, // JSON null would become a jsonb that is not NULL
  version,
  recorded_at: recordedAt,
});

const project = (event: StoredEvent<OrderEvent>): Statement[] => {
  switch (event.type) {
    case 'OrderRecorded': {
      const { recipient, ...facts } = event.data;
      return [{ sql: upsert, row: rowOf(facts, recipient, event) }];
    }
    case 'OrderChanged': {
      const { recipient, changed: _, ...facts } = event.data;
      return [{ sql: upsert, row: rowOf(facts, recipient, event) }];
    }
    case 'RecipientUnmasked':
      return [{ sql: moveOn, row: { order_id: event.data.orderId, version: event.version } }];
  }
};

export const ordersView = defineView<OrderEvent>({ name: 'orders', tables: ['order_view'], project });

const wipe = `
  UPDATE order_view AS known SET recipient = NULL
  FROM jsonb_to_recordset($1::jsonb) AS forgotten (customer_id text)
  WHERE known.customer_id = forgotten.customer_id AND known.recipient IS NOT NULL`;

export const forgetInOrders = (customerId: string): Statement => ({
  sql: wipe,
  row: { customer_id: customerId },
});

export type OrderRow = { facts: OrderFacts; recipient: Recipient | null; recorded_at: Date };

const columns = 'facts, recipient, recorded_at';

export const findOrder = async (pool: Pool, orderId: string): Promise<OrderRow | undefined> => {
  const found = await pool.query<OrderRow>(`SELECT ${columns} FROM order_view WHERE order_id = $1`, [
    orderId,
  ]);
  return found.rows[0];
};

export type OrderPlace = { placedAt: string; orderId: string };
export type OrderFilter = {
  /** Null: every shop. */
  shops: readonly string[] | null;
  customerId?: string;
  /** How the order number begins. */
  number?: string;
  after?: OrderPlace;
  limit: number;
};

/** Newest first. */
export const findOrders = async (pool: Pool, filter: OrderFilter): Promise<OrderRow[]> => {
  const { shops, customerId, number, after, limit } = filter;
  const found = await pool.query<OrderRow>(
    `SELECT ${columns} FROM order_view
     WHERE ($1::text[] IS NULL OR shop_id = ANY ($1)) AND ($2::text IS NULL OR customer_id = $2)
       AND ($3::text IS NULL OR order_number ^@ $3)
       AND ($4::timestamptz IS NULL OR (placed_at, order_id) < ($4, $5))
     ORDER BY placed_at DESC, order_id DESC LIMIT $6`,
    [shops, customerId, number, after?.placedAt, after?.orderId, limit],
  );
  return found.rows;
};
