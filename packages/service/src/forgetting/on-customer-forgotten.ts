import { Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { FORGETTING, InjectStore } from '../providers.ts';
import { forgetCustomer, type Forgetting } from './forgotten-customers.ts';

/** In every service that keeps personal data. */
@EventsController('forgetting')
export class OnCustomerForgotten {
  constructor(
    @InjectStore() private readonly store: EventStore,
    @Inject(FORGETTING) private readonly forgetting: Forgetting,
  ) {}

  @EventPattern('gateway.customer-forgotten.v1')
  async onCustomerForgotten(@Payload() event: Received<'gateway.customer-forgotten.v1'>): Promise<void> {
    await forgetCustomer(this.store, this.forgetting, { ...event.data, inbox: event.inbox });
  }
}
