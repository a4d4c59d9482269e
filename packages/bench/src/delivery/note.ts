import { randomBytes } from 'node:crypto';
import { publicEvents, type DomainEvent } from '@kefu/contracts';

/** What is told to the other service. */
export type Noted = DomainEvent<'Noted', { shopId: string; name: string }>;

/** Any public event would do: the shop's name carries when it was sent, and weighs as much as wanted. */
export const type = 'gateway.shop-changed.v1';

const example = publicEvents[type].data.parse(publicEvents[type].example);
export const shopChanged = ({ shopId, name }: Noted['data']) => ({ ...example, shopId, name });

/** Milliseconds that processes of one machine agree on, finer than the wall clock's. */
export const now = (): number => performance.timeOrigin + performance.now();

export const sentAtOf = (name: string): number => Number(name.slice(0, name.indexOf(' ')));

const bytesOf = (data: object): number => Buffer.byteLength(JSON.stringify(data));

/** A note of a shop that nobody else tells of; its public event's data weigh `bytes`. */
export const noteOf = (bytes: number): Noted['data'] => {
  const data = { shopId: `shop-${randomBytes(8).toString('hex')}`, name: `${now()} ` };
  return { ...data, name: data.name.padEnd(data.name.length + bytes - bytesOf(shopChanged(data)), 'x') };
};
