import type { AnswerOf } from '@kefu/contracts';
import { StandInProblem, type Doors } from '../answer.ts';
import type { World } from '../world.ts';

type Import = AnswerOf<'orders.getImport'>;

const empty: Import['progress'] = {
  rowsRead: 0,
  rowsTotal: 1_204_000,
  ordersDone: 0,
  ordersTotal: null,
  recorded: 0,
  changed: 0,
  unchanged: 0,
  badLines: 0,
  ordersPerSecond: 0,
};

const uploaded = (createdBy: string): Import => ({
  importId: crypto.randomUUID(),
  shopId: 'flagship',
  zone: 'Asia/Shanghai',
  state: 'mapping',
  files: [
    {
      name: 'olist_orders_dataset.csv',
      role: 'orders',
      encoding: 'utf-8',
      delimiter: ',',
      bytes: 17_654_914,
      headers: [
        'order_id',
        'customer_id',
        'order_status',
        'order_purchase_timestamp',
        'order_estimated_delivery_date',
      ],
      sample: [
        [
          'e481f51cbdc54678b7cc49136f2d6af7',
          '9ef432eb6251297304e76186b10a928d',
          'delivered',
          '2017-10-02 10:56:33',
          '2017-10-18 00:00:00',
        ],
        [
          '53cdb2fc8bc7dce0b6741e2150273451',
          'b0830fb4747a6c6d20dea0b8c802d7ef',
          'delivered',
          '2018-07-24 20:41:37',
          '2018-08-13 00:00:00',
        ],
      ],
      mapping: {
        order_id: 'orderNumber',
        customer_id: 'customerKey',
        order_status: 'status',
        order_purchase_timestamp: 'placedAt',
        order_estimated_delivery_date: null,
      },
      missing: [],
    },
    {
      name: '订单明细-2026年10月-导出(含赠品与补差价行).csv',
      role: 'items',
      encoding: 'gbk',
      delimiter: ';',
      bytes: 2_154_914,
      headers: ['订单号', '行号', '商品名称', '数量', '单价', '商家编码'],
      sample: [['e481f51cbdc54678b7cc49136f2d6af7', '1', '羊毛围巾 红', '1', '46.00', 'SCARF-RED']],
      mapping: {
        订单号: 'orderNumber',
        行号: 'lineId',
        商品名称: 'title',
        数量: 'quantity',
        单价: '',
        商家编码: 'sku',
      },
      missing: ['unitPrice'],
    },
  ],
  missing: ['unitPrice'],
  progress: empty,
  failure: null,
  startedAt: null,
  finishedAt: null,
  createdAt: new Date().toISOString(),
  createdBy,
});

export const ordersDoors = ({ orders, imports }: World): Doors => {
  const importOf = (importId: string): Import => {
    const found = imports.get(importId);
    if (!found) throw new StandInProblem(404, 'not-found');
    return found;
  };
  const keep = (next: Import): Import => {
    imports.set(next.importId, next);
    return next;
  };
  const advance = (one: Import): Import => {
    if (one.state !== 'running') return one;
    const ordersDone = Math.min(99_441, one.progress.ordersDone + 6_480);
    const done = ordersDone === 99_441;
    return keep({
      ...one,
      state: done ? 'done' : 'running',
      finishedAt: done ? new Date().toISOString() : null,
      progress: {
        ...empty,
        rowsRead: 1_204_000,
        ordersDone,
        ordersTotal: 99_441,
        recorded: ordersDone - 12,
        changed: 3,
        unchanged: 9,
        badLines: 7,
        ordersPerSecond: 6_480,
      },
    });
  };
  return {
    'orders.listOrders': ({ query }) => ({
      items: [...orders.values()].filter(
        ({ customerId, orderNumber, shopId }) =>
          (!query.customerId || query.customerId === customerId) &&
          (!query.number || query.number === orderNumber) &&
          (!query.shopId || query.shopId === shopId),
      ),
    }),
    'orders.getOrder': ({ params }) => {
      const order = orders.get(params.orderId);
      if (!order) throw new StandInProblem(404, 'not-found');
      return order;
    },
    'orders.unmaskRecipient': () => ({
      name: '王小明',
      phone: '13800001234',
      address: '浙江省杭州市余杭区文一西路 998 号 5 幢 2 单元 1203 室',
    }),
    'orders.uploadImport': (_, who) => keep(uploaded(who.id)),
    'orders.listImports': () => ({ items: [...imports.values()].reverse() }),
    'orders.getImport': ({ params }) => advance(importOf(params.importId)),
    'orders.mapImport': ({ params, body }) => {
      const one = importOf(params.importId);
      const files = one.files.map((file) => ({
        ...file,
        ...body.files.find(({ name }) => name === file.name),
      }));
      const mapped = new Set(files.flatMap(({ mapping }) => Object.values(mapping)));
      return keep({
        ...one,
        files: files as Import['files'],
        missing: mapped.has('unitPrice') ? [] : ['unitPrice'],
      });
    },
    'orders.startImport': ({ params }) =>
      keep({ ...importOf(params.importId), state: 'running', startedAt: new Date().toISOString() }),
    'orders.cancelImport': ({ params }) => keep({ ...importOf(params.importId), state: 'cancelled' }),
    'orders.listImportErrors': () => ({
      items: [
        {
          file: 'olist_orders_dataset.csv',
          line: 4_182,
          column: 'order_purchase_timestamp',
          value: '2017-13-40',
          code: 'not-a-time',
          reason: 'not a date',
        },
        {
          file: 'olist_orders_dataset.csv',
          line: 9_001,
          column: null,
          value: null,
          code: 'columns-differ',
          reason: 'expected 5 columns, found 3',
        },
        {
          file: '订单明细-2026年10月-导出(含赠品与补差价行).csv',
          line: 12,
          column: '单价',
          value: '四十六元',
          code: 'not-money',
          reason: 'not an amount',
        },
      ],
    }),
  };
};
