import { publicEvents, type DomainEvent } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { runForTest, type ServiceForTest } from '@kefu/service/testing';

import { definitionOf } from '../../service-definitions.ts';

export const lin = 'cu_lin0000000000000000';
export const chen = 'cu_chen000000000000000';

const orderRecorded = (orderNumber: string, customerId: string): DomainEvent => ({
  type: 'OrderRecorded',
  data: {
    ...publicEvents['orders.order-recorded.v1'].example,
    orderId: `flagship:${orderNumber}`,
    orderNumber,
    customerId,
    recipient: { name: '王小雨', phone: '13812345678', address: '南京路 100 号' },
  },
});

const appendTo =
  (store: EventStore) =>
  (orderNumber: string, customerId: string, who = 'lin', correlationId = `c-${orderNumber}`) =>
    store.commit({
      appends: [
        {
          stream: `order-flagship:${orderNumber}`,
          expected: 'any',
          events: [orderRecorded(orderNumber, customerId)],
          metadata: { who: { kind: 'person', id: who }, correlationId },
        },
      ],
    });

export type OrdersAtRest = ServiceForTest<DomainEvent> & {
  record: ReturnType<typeof appendTo>;
};

/** The orders service with the real definition, and a way to write its events without its commands. */
export const ordersAtRest = async (): Promise<OrdersAtRest> => {
  const service = await runForTest(await definitionOf('orders'));
  return { ...service, record: appendTo(service.store) };
};
