import type { OrderFacts } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import { EventPattern, Payload } from '@nestjs/microservices';
import { waybill } from './domain/decide.ts';
import { rememberOrder } from './known-orders.ts';
import { waybillsById } from './waybills.view.ts';
import type { LogisticsEvent } from '../events.ts';

type OrderEvent = Received<'orders.order-recorded.v1' | 'orders.order-changed.v1'>;

/** Follows the parcels that orders name. */
@EventsController('parcels-of-orders')
export class OnOrder {
  constructor(@InjectStore() private readonly store: EventStore<LogisticsEvent>) {}

  @EventPattern('orders.order-recorded.v1')
  async onRecorded(@Payload() event: OrderEvent): Promise<void> {
    await this.follow(event);
  }

  @EventPattern('orders.order-changed.v1')
  async onChanged(@Payload() event: OrderEvent): Promise<void> {
    await this.follow(event);
  }

  // Orders may share a parcel: it stays with the order that named it first. Whoever registers one at the same moment
  // makes this commit fail on its version, and the next try finds it followed.
  private async follow({ data, time, inbox, metadata }: OrderEvent): Promise<void> {
    const named = new Map(data.parcels.map((parcel) => [parcel.waybillId, parcel]));
    for (const { waybillId } of await waybillsById(this.store.pool, [...named.keys()]))
      named.delete(waybillId);
    const appends = [...named.values()].map((parcel) => ({
      stream: `waybill-${parcel.waybillId}`,
      expected: 'none' as const,
      events: waybill.decide(registration(data, parcel, time), waybill.initial),
      metadata,
    }));
    await this.store.commit({ inbox, appends, statements: [rememberOrder(data, time)] });
  }
}

const registration = (
  { orderId, shopId }: OrderFacts,
  { waybillId, carrier, number }: OrderFacts['parcels'][number],
  at: string,
) => ({ type: 'RegisterParcel' as const, parcel: { waybillId, carrier, number, orderId, shopId }, at });
