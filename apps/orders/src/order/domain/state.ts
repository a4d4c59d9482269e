import type { OrderFacts, Recipient } from '@kefu/contracts';
import type { OrderEvent } from './events.ts';

export type KnownOrder = { status: 'known'; facts: OrderFacts; recipient: Recipient | null };
export type Order = { status: 'unknown' } | KnownOrder;

export const unknownOrder: Order = { status: 'unknown' };

export const evolve = (order: Order, event: OrderEvent): Order => {
  switch (event.type) {
    case 'OrderRecorded': {
      const { recipient, ...facts } = event.data;
      return { status: 'known', facts, recipient };
    }
    case 'OrderChanged': {
      const { recipient, changed: _, ...facts } = event.data;
      return { status: 'known', facts, recipient };
    }
    case 'RecipientUnmasked':
      return order;
  }
};
