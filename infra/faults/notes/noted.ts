import { publicEvents, type DomainEvent, type PublicEvent } from '@kefu/contracts';
import { defineView, type StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';

/** What the service under fault writes: money that moves between two accounts of a shop. */
export type Noted = DomainEvent<'Noted', { shopId: string; fen: number }>;

/** How many notes a shop has and what they come to, kept with the events. */
export const notes = defineView<Noted>({
  name: 'notes',
  tables: ['note'],
  project: ({ data, version }) => [
    {
      sql: `INSERT INTO note AS n (shop_id, notes, fen, version)
            SELECT shop_id, 1, fen, version FROM jsonb_to_recordset($1::jsonb) AS r (shop_id text, fen bigint, version bigint)
            ON CONFLICT (shop_id) DO UPDATE SET notes = n.notes + 1, fen = n.fen + excluded.fen, version = excluded.version`,
      row: { shop_id: data.shopId, fen: data.fen, version },
    },
  ],
});

export const notesTables = [
  'CREATE TABLE note (shop_id text PRIMARY KEY, notes bigint NOT NULL, fen bigint NOT NULL, version bigint NOT NULL)',
  // In the order in which consumers were handed events, also those whose effect was never committed.
  `CREATE TABLE delivery (
     n bigint GENERATED ALWAYS AS IDENTITY, consumer text NOT NULL, event_id text NOT NULL, stream text NOT NULL,
     version int NOT NULL, instance text NOT NULL)`,
  // No key: that an event has two effects is to be seen.
  'CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, consumer text NOT NULL, event_id text NOT NULL)',
  'CREATE INDEX effect_by_event ON effect (event_id)',
  'CREATE TABLE booking (event_id text NOT NULL, account text NOT NULL, fen bigint NOT NULL)',
  // Notes of this sum cannot be handled while it is here.
  'CREATE TABLE poison (fen bigint PRIMARY KEY)',
];

export const notesGrantsFor = (role: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE ON note TO ${role}`,
  `GRANT SELECT, INSERT, DELETE ON delivery, effect, booking, poison TO ${role}`,
];

const example = publicEvents['gateway.shop-changed.v1'].data.parse(
  publicEvents['gateway.shop-changed.v1'].example,
);

/** Any public event would do: here the shop's name carries the note. */
export const publishNoted = (stored: StoredEvent<Noted>): PublicEvent =>
  publicEventOf(stored, 'gateway.shop-changed.v1', {
    ...example,
    shopId: stored.data.shopId,
    name: JSON.stringify({ version: stored.version, fen: stored.data.fen }),
  });

export const noteIn = (name: string): { version: number; fen: number } =>
  JSON.parse(name) as { version: number; fen: number }; // by publishNoted
