import type { DomainEvent, Envelope } from '@kefu/contracts';
import type { Position } from './position.ts';

/** Any value that JSON can carry. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Who did it and why: what makes the log an audit trail. Never holds personal data. */
export type Metadata = {
  who: { kind: 'person' | 'customer' | 'service' | 'system'; id: string };
  why?: string;
  conversationId?: string;
  correlationId: string;
  causationId?: string;
  traceparent?: string;
};

/** An event as the log holds it, its personal fields opened and its data in today's shape. */
export type StoredEvent<E extends DomainEvent = DomainEvent> = E & {
  id: string;
  stream: string;
  /** 1 for the first event of its stream. */
  version: number;
  position: Position;
  /** The database's clock, UTC, milliseconds. */
  recordedAt: string;
  metadata: Metadata;
};

/** What a public event takes over from the stored one that it is made of. */
export const envelopeOf = (
  service: string,
  { id, recordedAt, metadata }: StoredEvent,
): Omit<Envelope, 'type' | 'subject' | 'data'> => ({
  id,
  source: `/kefu/${service}`,
  time: recordedAt,
  correlationId: metadata.correlationId,
  causationId: metadata.causationId,
  traceparent: metadata.traceparent,
});
