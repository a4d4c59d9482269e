import type { DomainEvent, PersonalFields } from '@kefu/contracts';
import type { Metadata, StoredEvent } from './event.ts';
import type { KeyRing } from './key-ring.ts';
import { createPersonal, unite } from './personal.ts';
import type { Upcasting } from './upcast.ts';

/** What the log holds of an event's own content. */
export type Content = {
  id: string;
  type: string;
  schema_version: number;
  subject: string | null;
  data: string;
  sealed: string | null;
};

export type Row = Content & {
  position: string;
  stream: string;
  version: string;
  /** Since 1970. */
  recorded_ms: number;
  metadata: string;
};

/** An event about to be written; its personal fields are null where their customer was forgotten. */
export type Recorded<E extends DomainEvent> = { event: E; content: Content };

/** `sealed`: personal fields read as null, as if their customer were forgotten, and no key is asked for. */
export type Opening = { sealed?: boolean };

/** Between events as the business knows them and rows as the log holds them; asks for keys once a call. */
export type Records<E extends DomainEvent> = {
  write(events: readonly { id: string; event: E }[]): Promise<Recorded<E>[]>;
  open(contents: readonly Content[], as?: Opening): Promise<E[]>;
  read(rows: readonly Row[], as?: Opening): Promise<StoredEvent<E>[]>;
};

export const createRecords = <E extends DomainEvent>(
  keyRing: KeyRing,
  upcasting: Upcasting,
  personalFields?: PersonalFields<E>,
): Records<E> => {
  const personal = createPersonal(personalFields);

  const open: Records<E>['open'] = async (contents, { sealed: isSealed = false } = {}) => {
    const keys = isSealed ? undefined : await keyRing.forReading(subjectsOf(contents));
    return contents.map(({ id, type, schema_version, subject, data, sealed }) => {
      let fields = JSON.parse(data) as Record<string, unknown>;
      if (subject !== null) {
        const key = keys ? keys.get(subject) : null;
        if (key === undefined)
          throw new Error(`event ${id} cannot be opened: the data key of ${subject} is missing`);
        fields = unite(id, { clear: fields, sealed }, key);
      }
      // The log holds what `write` was given, brought to today's shape by the service's own upcasters.
      return { type, data: upcasting.upcast({ type, data: fields }, schema_version) } as E;
    });
  };

  const write: Records<E>['write'] = async (events) => {
    const subjects = events.map(({ event }) => personal.subjectOf(event));
    const keys = await keyRing.forWriting(new Set(subjects.filter((subject) => subject !== null)));
    return events.map(({ id, event }, i) => {
      const subject = subjects[i] ?? null;
      const key = subject === null ? null : keys.get(subject);
      if (key === undefined) throw new Error(`no data key could be made for ${subject}`);
      const { type } = event;
      const schema_version = upcasting.current(type);
      if (key === null) {
        const impersonal = subject === null ? event : personal.without(event);
        const data = JSON.stringify(impersonal.data);
        return {
          event: impersonal,
          content: { id, type, schema_version, subject: null, data, sealed: null },
        };
      }
      const { clear, sealed } = personal.part(id, event, key);
      return { event, content: { id, type, schema_version, subject, data: JSON.stringify(clear), sealed } };
    });
  };

  return {
    write,
    open,
    read: async (rows, as) => {
      const events = await open(rows, as);
      const placeOf = createPlacing();
      // An event of `open` is ours alone, and of the row at its place.
      return rows.map((row, i) => Object.assign(events[i] as E, placeOf(row)));
    },
  };
};

const subjectsOf = (contents: readonly Content[]): Set<string> => {
  const subjects = new Set<string>();
  for (const { subject } of contents) if (subject !== null) subjects.add(subject);
  return subjects;
};

/** Events of one commit have their time and their metadata in common: those are parsed once. */
const createPlacing = () => {
  let metadata: Metadata | undefined;
  let metadataText = '';
  let recordedAt = '';
  let recordedMs = -1;
  return (row: Row) => {
    if (metadata === undefined || row.metadata !== metadataText) {
      metadataText = row.metadata;
      // Written by `commit` from a Metadata.
      metadata = JSON.parse(metadataText) as Metadata;
    }
    if (row.recorded_ms !== recordedMs) {
      recordedMs = row.recorded_ms;
      recordedAt = new Date(Math.round(recordedMs)).toISOString();
    }
    const { id, stream, position } = row;
    return { id, stream, version: Number(row.version), position, recordedAt, metadata };
  };
};
