import { openWidget, type WidgetSession } from './api.ts';

type Opening = { shop: string; token?: string; language: string };

/** What the shop's page handed over behind the `#`. */
export const readOpening = (hash: string): Opening => {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    shop: given.get('shop') ?? '',
    token: given.get('token') || undefined,
    language: given.get('lang') ?? 'zh-CN',
  };
};

const visitorKey = (shop: string) => `kefu-visitor-${shop}`;

// A frame may be forbidden to keep anything; then an anonymous visitor starts afresh on each visit.
const remembered = (shop: string): string | undefined => {
  try {
    return localStorage.getItem(visitorKey(shop)) ?? undefined;
  } catch {
    return undefined;
  }
};

const remember = (shop: string, token: string): void => {
  try {
    localStorage.setItem(visitorKey(shop), token);
  } catch {
    // see above
  }
};

/** Opens the widget as the buyer whom the shop names, or as the anonymous visitor of before. */
export const openSession = async ({ shop, token }: Opening): Promise<WidgetSession> => {
  const session = await openWidget({
    shopId: shop,
    buyerToken: token,
    visitorToken: token ? undefined : remembered(shop),
  });
  if (session.anonymous) remember(shop, session.token);
  return session;
};
