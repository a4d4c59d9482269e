import type { OrderFacts, Recipient } from '@kefu/contracts';
import { type EventStore, type Metadata, type Statement, VersionConflict } from '@kefu/event-store';
import type { Pool } from 'pg';
import type { RecordOrder } from '../order/domain/commands.ts';
import { decide, orderStream } from '../order/domain/decide.ts';
import type { OrderEvent } from '../order/domain/events.ts';
import { type Order, unknownOrder } from '../order/domain/state.ts';
import { withoutForgotten } from '../order/without-forgotten.ts';

type KnownRow = {
  order_id: string;
  version: number;
  /** Null where the order reads as it is told. */
  facts: OrderFacts | null;
  recipient: Recipient | null;
};
type Known = { version: number; order: Order | 'same' };

const findIds = async (pool: Pool, orderIds: readonly string[]): Promise<Set<string>> => {
  const found = await pool.query<{ order_id: string }>(
    'SELECT order_id FROM order_view WHERE order_id = ANY ($1)',
    [orderIds],
  );
  return new Set(found.rows.map(({ order_id }) => order_id));
};

/** Compares orders with what is known of them, in SQL: only what reads otherwise comes back. */
const findKnown = async (pool: Pool, orders: readonly RecordOrder[]): Promise<Map<string, Known>> => {
  const ids = await findIds(
    pool,
    orders.map(({ facts }) => facts.orderId),
  );
  const told = orders
    .filter(({ facts }) => ids.has(facts.orderId))
    .map(({ facts, recipient }) => ({ order_id: facts.orderId, facts, recipient }));
  if (told.length === 0) return new Map();
  const found = await pool.query<KnownRow>(
    `SELECT order_id, version, CASE WHEN same THEN NULL ELSE facts END AS facts,
            CASE WHEN same THEN NULL ELSE recipient END AS recipient
     FROM (
       SELECT known.order_id, known.version, known.facts, known.recipient,
              known.facts = told.facts AND (told.recipient IS NULL OR known.recipient = told.recipient) IS TRUE AS same
       FROM jsonb_to_recordset($1::jsonb) AS told (order_id text, facts jsonb, recipient jsonb)
       JOIN order_view AS known USING (order_id)
     ) AS compared`,
    [JSON.stringify(told)],
  );
  return new Map(
    found.rows.map(({ order_id, version, facts, recipient }) => [
      order_id,
      { version, order: facts ? { status: 'known', facts, recipient } : 'same' },
    ]),
  );
};

export type BatchOutcome = { recorded: number; changed: number; unchanged: number };

const mostAttempts = 5;

/**
 * Records a batch of orders in one transaction, together with `statements`. Each order is decided like a single one;
 * when somebody else changed one of them meanwhile, all are compared and decided again.
 */
export const recordBatch = async (
  store: EventStore<OrderEvent>,
  orders: readonly RecordOrder[],
  metadata: Metadata,
  statements: (outcome: BatchOutcome) => readonly Statement[],
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const told = await withoutForgotten(store.pool, orders);
    const known = await findKnown(store.pool, told);
    const decided = told.map((command) => {
      const { version, order } = known.get(command.facts.orderId) ?? { version: 0, order: unknownOrder };
      return {
        stream: orderStream(command.facts.orderId),
        expected: version === 0 ? ('none' as const) : version,
        events: order === 'same' ? [] : decide(command, order),
        metadata,
      };
    });
    const appends = decided.filter(({ events }) => events.length > 0);
    const recorded = appends.filter(({ expected }) => expected === 'none').length;
    const changed = appends.length - recorded;
    const outcome = { recorded, changed, unchanged: orders.length - appends.length };
    try {
      await store.commit({ appends, statements: statements(outcome) });
      return;
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === mostAttempts) throw error;
    }
  }
};
