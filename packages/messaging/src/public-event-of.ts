import { publicEvents, type PublicEvent, type PublicEventData, type PublicEventType } from '@kefu/contracts';
import { envelopeOf, type StoredEvent } from '@kefu/event-store';

/** The public event that a stored one is to the world: same id, keyed by what the contract calls its subject. */
export const publicEventOf = <T extends PublicEventType>(
  stored: StoredEvent,
  type: T,
  data: PublicEventData<T>,
): PublicEvent<T> => {
  const [service = ''] = type.split('.');
  const event = { ...envelopeOf(service, stored), type, subject: subjectOf(type, data), data };
  return event as PublicEvent<T>; // the same shape, which TypeScript does not see through the mapped type
};

const subjectOf = (type: PublicEventType, data: object): string => {
  const { subject } = publicEvents[type];
  const value: unknown = Object.entries(data).find(([field]) => field === subject)?.[1];
  if (typeof value !== 'string') throw new TypeError(`${type} has no ${subject} to be keyed by`);
  return value;
};
