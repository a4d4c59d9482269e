import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import type { ServiceName } from '@kefu/contracts';
import { createEventStore, isSettled, type EventStore, type Metadata } from '@kefu/event-store';
import type { Client } from 'pg';

import type { Installation, ServiceAccess } from './installation.ts';
import { exitCodes, OperatorProblem } from './problem.ts';
import { withDatabase } from './with-database.ts';

export type EventFilter = {
  stream?: string;
  type?: string;
  customer?: string;
  who?: string;
  correlation?: string;
  since?: Date;
  until?: Date;
  limit: number;
};

/** An event as an operator sees it: personal fields are left out unless a key opens them. */
export type SeenEvent = {
  service: ServiceName;
  position: string;
  recordedAt: string;
  stream: string;
  version: number;
  type: string;
  id: string;
  who: string;
  why?: string;
  correlationId: string;
  /** Whose personal data it holds. */
  subject: string | null;
  data: unknown;
};

type Row = {
  position: string;
  id: string;
  stream: string;
  version: string;
  type: string;
  subject: string | null;
  data: string;
  metadata: string;
  recorded_at: Date;
};

const columns = `epoch || '.' || xid::text || '.' || sequence AS position, id, stream, version, type, subject, data, metadata, recorded_at`;

// What is not given is not asked for. A stream may end with * for all that begin so.
const where = `($1::text IS NULL OR stream = $1 OR ($1 LIKE '%*' AND starts_with(stream, rtrim($1, '*'))))
  AND ($2::text IS NULL OR type = $2)
  AND ($3::text IS NULL OR subject = $3 OR data::jsonb ->> 'customerId' = $3)
  AND ($4::text IS NULL OR $4 IN (metadata::jsonb #>> '{who,id}', (metadata::jsonb #>> '{who,kind}') || ':' || (metadata::jsonb #>> '{who,id}')))
  AND ($5::text IS NULL OR metadata::jsonb ->> 'correlationId' = $5)
  AND ($6::timestamptz IS NULL OR recorded_at >= $6) AND ($7::timestamptz IS NULL OR recorded_at < $7)`;

const newest = `SELECT ${columns} FROM event_history WHERE ${where} AND ${isSettled}
  ORDER BY epoch DESC, xid DESC, sequence DESC LIMIT $8`;
const following = `SELECT ${columns} FROM event WHERE ${where} AND ${isSettled}
  AND (epoch, xid, sequence) > ($9, $10::xid8, $11) ORDER BY epoch, xid, sequence LIMIT $8`;
const end = `SELECT epoch || '.' || xid::text || '.' || sequence AS position FROM event WHERE ${isSettled}
  ORDER BY epoch DESC, xid DESC, sequence DESC LIMIT 1`;

const valuesOf = (filter: EventFilter): unknown[] => [
  filter.stream ?? null,
  filter.type ?? null,
  filter.customer ?? null,
  filter.who ?? null,
  filter.correlation ?? null,
  filter.since ?? null,
  filter.until ?? null,
  filter.limit,
];

const seen = (service: ServiceName, row: Row): SeenEvent => {
  const { who, why, correlationId } = JSON.parse(row.metadata) as Metadata; // by the event store
  return {
    service,
    position: row.position,
    recordedAt: row.recorded_at.toISOString(),
    stream: row.stream,
    version: Number(row.version),
    type: row.type,
    id: row.id,
    who: `${who.kind}:${who.id}`,
    ...(why === undefined ? {} : { why }),
    correlationId,
    subject: row.subject,
    data: JSON.parse(row.data) as unknown,
  };
};

/** A service's master key from a file that holds it, or from a secrets.json that holds all services'. */
export const keyIn = (file: string, service: ServiceName): string => {
  const text = readFileSync(file, 'utf8').trim();
  if (!text.startsWith('{')) return text;
  const { services } = JSON.parse(text) as { services?: Partial<Record<ServiceName, { masterKey: string }>> };
  const key = services?.[service]?.masterKey;
  if (key === undefined)
    throw new OperatorProblem(`${file} holds no master key of ${service}.`, exitCodes.wrongUse);
  return key;
};

/** Opens events one by one: an operator looks at few. */
const opening = async (
  { databaseUrl, keysDatabaseUrl, service }: ServiceAccess,
  keyFile: string,
): Promise<{ open(event: SeenEvent): Promise<SeenEvent>; close(): Promise<void> }> => {
  const keys = { databaseUrl: keysDatabaseUrl, masterKey: keyIn(keyFile, service) };
  const store: EventStore = createEventStore({ databaseUrl, keys, poolSize: 1 });
  return {
    open: async (event) => {
      if (event.subject === null) return event;
      const [opened] = await store.read(event.stream, { from: event.version, limit: 1 });
      return opened === undefined ? event : { ...event, data: opened.data };
    },
    close: () => store.close(),
  };
};

export type Reading = { services: ServiceName[]; filter: EventFilter; keyFile?: string };

const openAll = async (
  access: ServiceAccess,
  events: SeenEvent[],
  keyFile?: string,
): Promise<SeenEvent[]> => {
  if (keyFile === undefined || events.every(({ subject }) => subject === null)) return events;
  const { open, close } = await opening(access, keyFile);
  try {
    return await Promise.all(events.map(open));
  } finally {
    await close();
  }
};

const byTime = (a: SeenEvent, b: SeenEvent): number => a.recordedAt.localeCompare(b.recordedAt);

/** What was found, and of each service the place after which everything is new. */
export type Found = { events: SeenEvent[]; places: Map<ServiceName, string> };

/** The newest events that the filter lets through, oldest first; of several services by their time. */
export const findEvents = async (
  installation: Installation,
  { services, filter, keyFile }: Reading,
): Promise<Found> => {
  const places = new Map<ServiceName, string>();
  const found = services.map(async (service) => {
    const access = installation.accessTo(service);
    const rows = await withDatabase(access.databaseUrl, async (client) => {
      const ended = await client.query<{ position: string }>(end); // first: nothing falls between it and what is found
      const { rows: backwards } = await client.query<Row>(newest, valuesOf(filter));
      places.set(service, backwards[0]?.position ?? ended.rows[0]?.position ?? '0.0.0');
      return backwards.reverse();
    });
    return openAll(
      access,
      rows.map((row) => seen(service, row)),
      keyFile,
    );
  });
  const events = (await Promise.all(found)).flat().sort(byTime).slice(-filter.limit);
  return { events, places };
};

const pauseMs = 500;
const pageSize = 500;

const followOne = async (
  client: Client,
  from: string,
  filter: EventFilter,
  onRows: (rows: Row[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  let position = from;
  while (!signal.aborted) {
    // The filter is for what is shown; the place is kept by what it lets through, which is never overtaken.
    const values = [...valuesOf({ ...filter, limit: pageSize }), ...position.split('.')];
    const { rows } = await client.query<Row>(following, values);
    if (rows.length > 0) await onRows(rows);
    position = rows.at(-1)?.position ?? position;
    if (rows.length < pageSize) await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
};

/** Everything after the places, as it comes, until aborted. */
export const followEvents = async (
  installation: Installation,
  { services, filter, keyFile }: Reading,
  {
    places,
    onEvent,
    signal,
  }: Pick<Found, 'places'> & { onEvent(event: SeenEvent): void; signal: AbortSignal },
): Promise<void> => {
  await Promise.all(
    services.map((service) => {
      const access = installation.accessTo(service);
      const show = async (rows: Row[]): Promise<void> => {
        const events = rows.map((row) => seen(service, row));
        (await openAll(access, events, keyFile)).forEach(onEvent);
      };
      return withDatabase(access.databaseUrl, (client) =>
        followOne(client, places.get(service) ?? '0.0.0', filter, show, signal),
      );
    }),
  );
};
