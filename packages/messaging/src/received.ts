import type { PublicEvent, PublicEventType } from '@kefu/contracts';
import type { Metadata } from '@kefu/event-store';

/** A public event as a handler gets it: its data is parsed by the contract. */
export type Received<T extends PublicEventType = PublicEventType> = PublicEvent<T> & {
  /** Pass on to the commit of the effect, so that a second delivery has none. Unique to this handler. */
  inbox: { consumer: string; eventId: string };
  /** For the events that the effect appends: caused by this one, in the same correlation. */
  metadata: Metadata;
};

export const metadataFor = (service: string, event: PublicEvent): Metadata => ({
  who: { kind: 'service', id: service },
  correlationId: event.correlationId,
  causationId: event.id,
  ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
});
