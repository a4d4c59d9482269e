import type { OrderFacts } from '@kefu/contracts';

/** An order as its service tells it, with one parcel unless said otherwise. */
export const orderWith = (orderNumber: string, more: Partial<OrderFacts> = {}): OrderFacts => {
  const shopId = more.shopId ?? 'flagship';
  const number = `773100${orderNumber}`;
  return {
    orderId: `${shopId}:${orderNumber}`,
    shopId,
    orderNumber,
    customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
    status: 'dispatched',
    placedAt: '2026-10-18T03:20:00Z',
    currency: 'CNY',
    paidFen: 13_800,
    freightFen: 0,
    packagingGrams: 60,
    lines: [
      {
        lineId: '1',
        sku: 'SCARF-RED',
        title: '羊毛围巾 红',
        quantity: 1,
        unitPriceFen: 4_600,
        weightGrams: 100,
      },
    ],
    parcels: [{ waybillId: `zto:${number}`, carrier: 'zto', number, lineIds: ['1'] }],
    ...more,
  };
};
