import { publicEvents, type DomainEvent } from '@kefu/contracts';
import type { EventStoreOptions, StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '../src/public-event-of.ts';

/** What the tests' service writes for itself. */
export type Noted = DomainEvent<'Noted', { key: string; text: string }>;

export type RelaySettings = {
  store: Pick<EventStoreOptions<Noted>, 'databaseUrl'> & { keys: { databaseUrl: string; masterKey: string } };
  topic: string;
  brokers: string[];
  leaseMs: number;
};

const example = publicEvents['gateway.shop-changed.v1'].data.parse(
  publicEvents['gateway.shop-changed.v1'].example,
);

/** The shop is the key, its name the text. */
export const shopData = (key: string, text: string) => ({ ...example, shopId: key, name: text });

export const asShopChanged = (stored: StoredEvent<Noted>) =>
  publicEventOf(stored, 'gateway.shop-changed.v1', shopData(stored.data.key, stored.data.text));
