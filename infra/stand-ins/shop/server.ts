import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import type { ShopSite } from '../../sample/shop-site.ts';
import { frontPage, shopPage } from './page.ts';

/** What a shop's own server does: it knows its buyers and signs for them with the secret that kefu gave it. */
const sign = (secret: string, claims: { shop: string; buyer: string; name?: string }): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(secret));

const readSite = async (folder: string): Promise<ShopSite> => {
  try {
    return JSON.parse(await readFile(join(folder, 'shop-site.json'), 'utf8')) as ShopSite; // written by the sample
  } catch {
    return { shops: [] };
  }
};

const answer = async (
  address: string,
  folder: string,
  gatewayUrl: string,
): Promise<{ status: number; html: string }> => {
  const { pathname, searchParams } = new URL(address, 'http://shop');
  const site = await readSite(folder);
  if (pathname === '/') return { status: 200, html: frontPage(site) };
  const shop = site.shops.find(({ shopId }) => `/${shopId}` === pathname);
  if (!shop) return { status: 404, html: 'There is no such shop.' };
  const buyer = searchParams.get('buyer') ?? undefined;
  const name = shop.buyers.find(({ buyerId }) => buyerId === buyer)?.name;
  const token = buyer && (await sign(shop.secret, { buyer, shop: shop.shopId, name }));
  const language = searchParams.get('lang') ?? 'zh-CN';
  return { status: 200, html: shopPage(shop, { gatewayUrl, buyer, token, language }) };
};

/** The sample shops' own pages, for trying the widget by hand. */
export const createShopServer = (folder: string, gatewayUrl: string): Server =>
  createServer((request, response) => {
    answer(request.url ?? '/', folder, gatewayUrl).then(
      ({ status, html }) =>
        response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html),
      () => response.writeHead(500).end('This page cannot be shown.'),
    );
  });
