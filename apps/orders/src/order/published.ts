import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { OrderEvent } from './domain/events.ts';

/** What others hear of an order: all of it but the recipient. Who looked at a recipient stays in the log. */
export const publishOrder = (event: StoredEvent<OrderEvent>): PublicEvent | undefined => {
  switch (event.type) {
    case 'OrderRecorded': {
      const { recipient: _, ...facts } = event.data;
      return publicEventOf(event, 'orders.order-recorded.v1', facts);
    }
    case 'OrderChanged': {
      const { recipient: _, ...facts } = event.data;
      return publicEventOf(event, 'orders.order-changed.v1', facts);
    }
    case 'RecipientUnmasked':
      return undefined;
  }
};
