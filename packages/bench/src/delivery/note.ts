import { publicEvents, type DomainEvent } from '@kefu/contracts';

/** What is told to the other service. */
export type Noted = DomainEvent<'Noted', { shopId: string; name: string }>;

/** Any public event would do: the shop's name carries when it was sent, and weighs as much as wanted. */
export const type = 'gateway.shop-changed.v1';

const example = publicEvents[type].data.parse(publicEvents[type].example);
export const shopChanged = ({ shopId, name }: Noted['data']) => ({ ...example, shopId, name });

/** Milliseconds that processes of one machine agree on, finer than the wall clock's. */
export const now = (): number => performance.timeOrigin + performance.now();

const bytesOf = (data: object): number => Buffer.byteLength(JSON.stringify(data));

/** Far more than are under way at a time: what is told of one shop stays in order, which holds nobody else back. */
const shops = 1_000;

/** Notes of all shops in turn, each with its place in its shop's order; their public events' data weigh `bytes`. */
export const createNotes = () => {
  let told = 0;
  return (bytes: number): Noted['data'] => {
    const data = { shopId: `shop-${told % shops}`, name: `${now()} ${Math.floor(told / shops) + 1} ` };
    told++;
    return { ...data, name: data.name.padEnd(data.name.length + bytes - bytesOf(shopChanged(data)), 'x') };
  };
};

/** When a note was sent, and its place in its shop's order. */
export const noteIn = (name: string): { sentAt: number; nth: number } => {
  const [sentAt = Number.NaN, nth = Number.NaN] = name.split(' ', 2).map(Number);
  return { sentAt, nth };
};
