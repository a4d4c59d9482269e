import type { OrderFacts } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { ReturnsEvent } from '../events.ts';
import { rememberOrder } from './order-facts.ts';

@EventsController('order-facts')
export class OnOrder {
  constructor(@InjectStore() private readonly store: EventStore<ReturnsEvent>) {}

  @EventPattern('orders.order-recorded.v1')
  async onRecorded(@Payload() event: Received<'orders.order-recorded.v1'>): Promise<void> {
    await this.remember(event, event.data);
  }

  @EventPattern('orders.order-changed.v1')
  async onChanged(@Payload() event: Received<'orders.order-changed.v1'>): Promise<void> {
    const { changed: _, ...facts } = event.data;
    await this.remember(event, facts);
  }

  private async remember({ id, time, inbox }: Received, facts: OrderFacts): Promise<void> {
    await this.store.commit({ inbox, appends: [], statements: [rememberOrder(facts, { id, time })] });
  }
}
