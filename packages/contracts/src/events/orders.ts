import { z } from 'zod';
import { Carrier, CustomerId, Fen, Grams, Instant, LineId, OrderId, ShopId, WaybillId } from '../fields.ts';
import { defineEvent } from '../public-event.ts';

export const OrderStatus = z
  .enum(['placed', 'paid', 'dispatched', 'signed', 'completed', 'cancelled', 'unavailable'])
  .meta({ id: 'OrderStatus' });
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderLine = z
  .object({
    lineId: LineId,
    sku: z.string(),
    title: z.string(),
    quantity: z.int().min(1),
    unitPriceFen: Fen,
    weightGrams: Grams.optional().meta({ description: 'Of one piece, where the product is known' }),
  })
  .meta({ id: 'OrderLine' });
export type OrderLine = z.infer<typeof OrderLine>;

export const OrderParcel = z
  .object({
    waybillId: WaybillId,
    carrier: Carrier,
    number: z.string(),
    lineIds: z.array(LineId).meta({ description: 'Empty: not known which lines it holds' }),
  })
  .meta({ id: 'OrderParcel' });
export type OrderParcel = z.infer<typeof OrderParcel>;

export const OrderFacts = z
  .object({
    orderId: OrderId,
    shopId: ShopId,
    orderNumber: z.string().min(1).max(80),
    customerId: CustomerId,
    status: OrderStatus,
    placedAt: Instant,
    paidAt: Instant.optional(),
    signedAt: Instant.optional(),
    currency: z.string().length(3).default('CNY'),
    paidFen: Fen.meta({ description: 'What the payments add up to, in 1/100 of the currency' }),
    freightFen: Fen,
    packagingGrams: z.int().min(0).meta({ description: "Weight of the parcel's packaging in grams" }),
    lines: z.array(OrderLine),
    parcels: z.array(OrderParcel),
  })
  .meta({ id: 'OrderFacts', description: 'What other services need of an order; no personal data' });
export type OrderFacts = z.infer<typeof OrderFacts>;

const example: OrderFacts = {
  orderId: 'flagship:2026102100018812',
  shopId: 'flagship',
  orderNumber: '2026102100018812',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  status: 'signed',
  placedAt: '2026-10-18T03:20:00Z',
  paidAt: '2026-10-18T03:21:10Z',
  signedAt: '2026-10-21T01:02:00Z',
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
  parcels: [{ waybillId: 'zto:77310000000018', carrier: 'zto', number: '77310000000018', lineIds: ['1'] }],
};

export const orderRecorded = defineEvent({
  type: 'orders.order-recorded.v1',
  description: 'An order became known here for the first time.',
  subject: 'orderId',
  data: OrderFacts,
  example,
});

export const orderChanged = defineEvent({
  type: 'orders.order-changed.v1',
  description: 'A known order reads differently now; carries the whole order as it is after the change.',
  subject: 'orderId',
  data: OrderFacts.extend({
    changed: z.array(z.string()).meta({ description: 'Names of the fields that changed' }),
  }),
  example: { ...example, changed: ['status'] },
});
