import type { DomainEvent, PersonalFields } from '@kefu/contracts';
import type { DataKey } from './key-ring.ts';
import { open, seal } from './sealing.ts';

type Fields = Record<string, unknown>;

/** An event's data in two: what anyone may read, and its personal fields, each encrypted by itself (JSON, base64). */
export type Parted = { clear: Fields; sealed: string | null };

const contextOf = (eventId: string, field: string) => `${eventId}/${field}`;

export const createPersonal = <E extends DomainEvent>(personal: PersonalFields<E> = {}) => {
  const fieldsOf = ({ type, data }: E): string[] => {
    const fields: readonly string[] = personal[type as E['type']]?.fields ?? [];
    return fields.filter((field) => (data as Fields)[field] != null);
  };

  return {
    /** Whose personal data the event holds; null when it holds none. */
    subjectOf: (event: E): string | null => {
      if (fieldsOf(event).length === 0) return null;
      const named = personal[event.type as E['type']]?.subject;
      const subject = named && (event.data as Fields)[named];
      if (typeof subject !== 'string' || subject === '')
        throw new TypeError(`${event.type} holds personal data, but its ${named} names nobody`);
      return subject;
    },

    part: (eventId: string, event: E, key: NonNullable<DataKey>): Parted => {
      const clear: Fields = { ...event.data };
      const sealed: Record<string, string> = {};
      for (const field of fieldsOf(event)) {
        const plain = Buffer.from(JSON.stringify(clear[field]));
        sealed[field] = seal(key, contextOf(eventId, field), plain).toString('base64');
        delete clear[field];
      }
      return { clear, sealed: JSON.stringify(sealed) };
    },

    /** The event of somebody who was forgotten. */
    without: (event: E): E => {
      const data: Fields = { ...event.data };
      for (const field of fieldsOf(event)) data[field] = null;
      return { ...event, data };
    },
  };
};

/** The data as it was before it was parted; personal fields are null where the key was destroyed. */
export const unite = (eventId: string, { clear, sealed }: Parted, key: DataKey): Fields => {
  const data = { ...clear };
  for (const [field, cipher] of Object.entries(JSON.parse(sealed ?? '{}') as Record<string, string>)) {
    data[field] =
      key && JSON.parse(open(key, contextOf(eventId, field), Buffer.from(cipher, 'base64')).toString());
  }
  return data;
};
