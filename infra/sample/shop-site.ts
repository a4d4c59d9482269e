import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleShops, type SampleOrder } from '@kefu/testing/sample';

export type ShopSite = {
  shops: {
    shopId: string;
    name: string;
    secret: string;
    buyers: { buyerId: string; name: string; orderNumber: string }[];
  }[];
};

const shownBuyers = 12;

/** Each buyer once, with the first of their orders in this list. */
export const buyersOf = (orders: readonly SampleOrder[]): ShopSite['shops'][number]['buyers'] => {
  const first = new Map<string, SampleOrder>();
  for (const order of orders) if (!first.has(order.buyer.buyerId)) first.set(order.buyer.buyerId, order);
  return [...first.values()].map(({ buyer: { buyerId, name }, orderNumber }) => ({
    buyerId,
    name,
    orderNumber,
  }));
};

/** Leaves what the stand-in shop's pages need: each shop's secret and some buyers with the order they may ask about. */
export const writeShopSite = async (
  folder: string,
  secrets: ReadonlyMap<string, string>,
  orders: readonly SampleOrder[],
): Promise<void> => {
  const site: ShopSite = {
    shops: sampleShops.flatMap(({ shopId, name }) => {
      const secret = secrets.get(shopId);
      if (!secret) return [];
      const signed = orders
        .filter((order) => order.shopId === shopId && order.status === 'signed')
        .toReversed();
      return [{ shopId, name, secret, buyers: buyersOf(signed).slice(0, shownBuyers) }];
    }),
  };
  if (site.shops.length === 0) return; // loaded before: the secrets were told then
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'shop-site.json'), JSON.stringify(site, undefined, 2), { mode: 0o600 });
};
