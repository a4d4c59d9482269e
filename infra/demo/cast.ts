import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type Client } from '@kefu/client';
import { SignJWT } from 'jose';
import { home, secretsFile } from '../launcher/places.ts';
import { keptSecrets } from '../launcher/secrets.ts';
import { urlOf } from '../launcher/services.ts';
import type { Settings } from '../launcher/settings.ts';
import type { ShopSite } from '../sample/shop-site.ts';

/** Everybody who plays, each signed in when first needed. */
export type Cast = {
  person(name: string): Promise<Client>;
  /** A buyer whom the shop's page named by a signed token. */
  buyer(shopId: string, buyerId: string): Promise<Client>;
  stranger: Client;
  carrierUrl: string;
};

const secretOf = (shopId: string): string => {
  const site = JSON.parse(readFileSync(join(home.data, 'shop', 'shop-site.json'), 'utf8')) as ShopSite; // written by the sample
  const shop = site.shops.find((known) => known.shopId === shopId);
  if (!shop) throw new Error(`the sample has no shop ${shopId}`);
  return shop.secret;
};

export const gather = (settings: Settings): Cast => {
  const { samplePassword } = keptSecrets(secretsFile);
  const stranger = createClient({ url: urlOf(settings, 'gateway'), patienceMs: 60_000 });
  const signedIn = new Map<string, Promise<Client>>();
  const signIn = async (name: string): Promise<Client> =>
    stranger.as((await stranger.call('gateway.signIn', { body: { name, password: samplePassword } })).token);
  return {
    stranger,
    carrierUrl: urlOf(settings, 'carrier'),
    person: (name) => {
      const client = signedIn.get(name) ?? signIn(name);
      signedIn.set(name, client);
      return client;
    },
    buyer: async (shopId, buyerId) => {
      const buyerToken = await new SignJWT({ buyer: buyerId, shop: shopId })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('10m')
        .sign(new TextEncoder().encode(secretOf(shopId)));
      const { token } = await stranger.call('gateway.openWidget', { body: { shopId, buyerToken } });
      return stranger.as(token);
    },
  };
};
