import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { GatewayEvent } from './events.ts';

/** The public side of the gateway's own changes. */
export const publish = (event: StoredEvent<GatewayEvent>): PublicEvent => {
  switch (event.type) {
    case 'ShopChanged':
      return publicEventOf(event, 'gateway.shop-changed.v1', event.data);
    case 'AccountChanged':
      return publicEventOf(event, 'gateway.account-changed.v1', event.data);
    case 'CustomerForgotten':
      return publicEventOf(event, 'gateway.customer-forgotten.v1', event.data);
  }
};
