import type { AnswerOf } from '@kefu/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';

export type Order = AnswerOf<'orders.getOrder'>;
export type OrderLine = Order['lines'][number];
export type Parcel = {
  waybill: AnswerOf<'logistics.getWaybill'>;
  readings: AnswerOf<'logistics.getReadings'> | undefined;
};

export const customerOrdersQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['orders', 'of', customerId],
    queryFn: () => ask('orders.listOrders', { query: { customerId, limit: 50 } }),
    staleTime: 60_000,
  });

export const ordersByNumberQuery = (number: string, shopId: string) =>
  queryOptions({
    queryKey: ['orders', 'number', shopId, number],
    queryFn: () => ask('orders.listOrders', { query: { number, shopId, limit: 5 } }),
  });

/** The parcels of an order, each with the weights that count. */
export const parcelsQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['parcels', orderId],
    queryFn: async (): Promise<Parcel[]> => {
      const { items } = await ask('logistics.findWaybills', { query: { orderId } });
      return Promise.all(
        items.map(async (waybill) => ({
          waybill,
          // Without the weights the parcel is still worth showing.
          readings: await ask('logistics.getReadings', { params: { waybillId: waybill.waybillId } }).catch(
            () => undefined,
          ),
        })),
      );
    },
    staleTime: 30_000,
  });

/** `…8812`: the end of a number is what people read out. */
export const shortNumber = (number: string): string => (number.length > 6 ? `…${number.slice(-4)}` : number);
