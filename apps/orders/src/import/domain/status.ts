import type { OrderStatus } from '@kefu/contracts';
import type { Reading } from './reading.ts';

const words: Record<OrderStatus, readonly string[]> = {
  placed: [
    'placed',
    'created',
    'unpaid',
    'pending',
    '等待买家付款',
    '待付款',
    '等待付款',
    '未付款',
    '未支付',
  ],
  paid: [
    ...[
      'paid',
      'approved',
      'invoiced',
      'processing',
      '买家已付款',
      '买家已付款,等待卖家发货',
      '等待卖家发货',
    ],
    ...['待发货', '已付款', '已支付', '等待出库', '等待发货', '备货中', '卖家部分发货', '部分发货'],
  ],
  dispatched: [
    ...['dispatched', 'shipped', 'intransit', '卖家已发货', '卖家已发货,等待买家确认', '等待买家确认收货'],
    ...['待收货', '已发货', '等待确认收货', '等待收货', '已出库', '运输中', '配送中'],
  ],
  signed: ['signed', 'delivered', '已签收', '已收货', '买家已签收', '已送达'],
  completed: [
    'completed',
    'complete',
    'finished',
    'success',
    '交易成功',
    '交易完成',
    '已完成',
    '完成',
    '已成交',
  ],
  cancelled: ['cancelled', 'canceled', 'closed', '交易关闭', '已取消', '已关闭', '取消', '关闭', '交易取消'],
  unavailable: ['unavailable', '缺货', '无货'],
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
const statuses = new Map(
  Object.entries(words).flatMap(
    ([status, said]) => said.map((word): [string, OrderStatus] => [plain(word), status as OrderStatus]), // the keys of `words`
  ),
);

export const readStatus = (text: string): Reading<OrderStatus> => {
  const status = statuses.get(plain(text));
  return status ? { value: status } : { code: 'not-a-status', reason: 'no status that is known here' };
};

const way: readonly OrderStatus[] = ['placed', 'paid', 'dispatched', 'signed', 'completed'];

/** An order is as far as its last line; lines that were cancelled do not hold it back. */
export const statusOfLines = (told: readonly OrderStatus[]): OrderStatus | undefined =>
  way.find((status) => told.includes(status)) ?? told[0];

/** What the times say where no status is written. */
export const statusByTimes = (order: {
  paidAt?: string;
  signedAt?: string;
  isDispatched: boolean;
  paidFen: number;
}): OrderStatus => {
  if (order.signedAt) return 'signed';
  if (order.isDispatched) return 'dispatched';
  return order.paidAt || order.paidFen > 0 ? 'paid' : 'placed';
};
