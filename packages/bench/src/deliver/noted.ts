import { publicEvents, type DomainEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';

/** What the sending service writes for itself: the n-th note of the benchmark. */
export type Noted = DomainEvent<'Noted', { key: string; n: number; text: string }>;

export const type = 'gateway.shop-changed.v1';
const example = publicEvents[type].data.parse(publicEvents[type].example);

/** Keys, and so streams, that notes are spread over. */
const keys = 64;
export const keyOf = (n: number): string => `shop-${n % keys}`;

/** The data of the public event; its name says which note it is, and where in its key's order. */
export const shopData = (key: string, order: number, n: number, text: string) => ({
  ...example,
  shopId: key,
  name: `${n} ${order} ${text}`,
});

export const publish = (stored: StoredEvent<Noted>) =>
  publicEventOf(stored, type, shopData(stored.data.key, stored.version, stored.data.n, stored.data.text));

/** Which note a public event is, by its name. */
export const noteIn = (name: string): { n: number; order: number } => {
  const [n, order] = name.split(' ', 2).map(Number);
  return { n: n ?? Number.NaN, order: order ?? Number.NaN };
};

/** A text that makes the public event's data so many bytes long. */
export const textFor = (bytes: number): string =>
  'x'.repeat(bytes - JSON.stringify(shopData(keyOf(0), 1_000, 100_000, '')).length);
