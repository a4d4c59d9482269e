import type { ImportField } from '@kefu/contracts';
import type { SampleOrder } from './orders.ts';

/** The flat file's columns, a row a line of an order, as a shop's export calls them. */
export const sampleColumns = {
  订单编号: 'orderNumber',
  子订单编号: 'lineId',
  买家会员名: 'buyerId',
  订单状态: 'status',
  订单创建时间: 'placedAt',
  订单付款时间: 'paidAt',
  确认收货时间: 'signedAt',
  商家编码: 'sku',
  宝贝标题: 'title',
  宝贝数量: 'quantity',
  宝贝单价: 'unitPrice',
  邮费: 'freight',
  买家实付金额: 'paidAmount',
  单件重量克: 'weightGrams',
  包装重量克: 'packagingGrams',
  收货人姓名: 'recipientName',
  联系手机: 'recipientPhone',
  收货地址: 'recipientAddress',
  物流公司: 'carrier',
  物流单号: 'waybillNumber',
} as const satisfies Record<string, ImportField>;

const yuan = (fen: number) => (fen / 100).toFixed(2);
const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const rowsOf = (order: SampleOrder): string[][] => {
  const total = order.lines.reduce((sum, { product, quantity }) => sum + product.priceFen * quantity, 0);
  return order.lines.map(({ lineId, product, quantity }) => {
    const parcel = order.parcels.find(({ lineIds }) => lineIds.includes(lineId));
    return [
      order.orderNumber,
      lineId,
      order.buyer.buyerId,
      order.status,
      order.placedAt,
      order.paidAt ?? '',
      order.signedAt ?? '',
      product.sku,
      product.title,
      String(quantity),
      yuan(product.priceFen),
      '0.00',
      order.paidAt ? yuan(total) : '0.00',
      String(product.weightGrams),
      String(order.packagingGrams),
      order.buyer.name,
      order.buyer.phone,
      order.buyer.address,
      parcel?.carrier ?? '',
      parcel?.number ?? '',
    ];
  });
};

/** Orders of one shop as the CSV file that its platform would export. */
export const sampleCsv = (orders: readonly SampleOrder[]): string =>
  [Object.keys(sampleColumns), ...orders.flatMap(rowsOf)]
    .map((row) => row.map(quoted).join(','))
    .join('\r\n') + '\r\n';
