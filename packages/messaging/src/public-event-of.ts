import { publicEvents, type Envelope, type PublicEvent, type PublicEventData, type PublicEventType } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';

type Origin = Pick<StoredEvent<{ type: string; data: object }>, 'id' | 'recordedAt' | 'metadata'>;

/** The public event that a stored one is to the world: same id, the contract's subject as its key. */
export const publicEventOf = <T extends PublicEventType>(
  stored: Origin,
  type: T,
  data: PublicEventData<T>,
): PublicEvent<T> => {
  const { correlationId, causationId, traceparent } = stored.metadata;
  const envelope: Envelope<T, PublicEventData<T>> = {
    id: stored.id,
    type,
    source: `/kefu/${type.split('.')[0]}`,
    subject: subjectOf(type, data),
    time: stored.recordedAt,
    data,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  return envelope as PublicEvent<T>; // the same shape, which TypeScript does not see through the mapped type
};

const subjectOf = (type: PublicEventType, data: object): string => {
  const { subject } = publicEvents[type];
  const value = Object.entries(data).find(([field]) => field === subject)?.[1] as unknown;
  if (typeof value !== 'string') throw new TypeError(`${type} has no ${subject} to be keyed by`);
  return value;
};
