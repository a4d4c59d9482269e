import type { OrderStatus } from '@kefu/contracts';
import type { RecordOrder } from '../../order/domain/commands.ts';
import { orderFacts, orderIdOf } from '../../order/domain/facts.ts';
import { readGoods } from './order-goods.ts';
import { readHead } from './order-head.ts';
import { withoutRepeated } from './repeated.ts';
import { type BadLine, isHead, type StagedRow, told } from './staged.ts';
import { statusByTimes, statusOfLines } from './status.ts';
import type { Surroundings } from './surroundings.ts';

export type Assembled = { order?: RecordOrder; bad: BadLine[] };

const unpaid: ReadonlySet<OrderStatus> = new Set(['placed', 'cancelled', 'unavailable']);

/** Puts one order together from all rows of its number; what cannot be used is named and left out. */
export const assembleOrder = (all: readonly StagedRow[], around: Surroundings): Assembled => {
  const { rows, bad: repeated } = withoutRepeated(all, around.fileName);
  const head = readHead(rows, around);
  if ('refused' in head) return { bad: [...repeated, ...head.refused] };
  const goods = readGoods(head.rows, around);
  const heads = head.rows.filter(isHead);
  const [paidAt] = told(heads, 'paidAt').toSorted();
  const signedAt = told(heads, 'signedAt').toSorted().at(-1);
  const status =
    statusOfLines(told(heads, 'status')) ??
    statusByTimes({
      paidAt,
      signedAt,
      isDispatched: goods.parcels.length > 0 || told(heads, 'dispatchedAt').length > 0,
      paidFen: goods.paidFen ?? 0,
    });
  const facts = orderFacts({
    orderId: orderIdOf(around.shopId, head.orderNumber),
    shopId: around.shopId,
    orderNumber: head.orderNumber,
    customerId: around.customerIdOf(head.buyerId),
    status,
    placedAt: head.placedAt,
    paidAt,
    signedAt,
    currency: 'CNY',
    paidFen: goods.paidFen ?? (unpaid.has(status) ? 0 : goods.goodsFen + goods.freightFen),
    freightFen: goods.freightFen,
    packagingGrams: Math.max(0, ...told(heads, 'packagingGrams')),
    lines: goods.lines,
    parcels: goods.parcels,
  });
  return {
    order: { type: 'RecordOrder', facts, ...(head.recipient && { recipient: head.recipient }) },
    bad: [...repeated, ...head.bad, ...goods.bad],
  };
};
