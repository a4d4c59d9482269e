import { Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { FORGETTING, InjectStore } from '../providers.ts';
import { forgetCustomer, type Forgetting } from './forgotten-customers.ts';

/** In every service that keeps personal data. */
export class OnCustomerForgotten {
  readonly #store: EventStore;
  readonly #forgetting: Forgetting;

  constructor(store: EventStore, forgetting: Forgetting) {
    this.#store = store;
    this.#forgetting = forgetting;
  }

  async onCustomerForgotten(event: Received<'gateway.customer-forgotten.v1'>): Promise<void> {
    await forgetCustomer(this.#store, this.#forgetting, { ...event.data, inbox: event.inbox });
  }
}

// Decorators, called, so that Node can run this file as it is.
const { prototype } = OnCustomerForgotten;
const method = 'onCustomerForgotten';
InjectStore()(OnCustomerForgotten, undefined, 0);
Inject(FORGETTING)(OnCustomerForgotten, undefined, 1);
Payload()(prototype, method, 0);
const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
if (descriptor) EventPattern('gateway.customer-forgotten.v1')(prototype, method, descriptor);
EventsController('forgetting')(OnCustomerForgotten);
