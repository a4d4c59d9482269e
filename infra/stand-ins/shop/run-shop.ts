import { once } from 'node:events';
import { z } from 'zod';
import type { Running } from '../running.ts';
import { createShopServer } from './server.ts';

export const shopEnvironment = z.object({
  KEFU_HOST: z.string().default('127.0.0.1'),
  KEFU_PORT_SHOP: z.coerce.number().int().min(0).max(65_535).default(18_808),
  KEFU_GATEWAY_URL: z.url().default('http://127.0.0.1:18800'),
  KEFU_SHOP_DIR: z.string().default('.kefu/data/shop'),
});

/** The sample shops' own site, whose pages hold the widget. */
export const runShop = async (
  { KEFU_HOST, KEFU_PORT_SHOP, KEFU_GATEWAY_URL, KEFU_SHOP_DIR }: z.infer<typeof shopEnvironment>,
  log: (line: string) => void,
): Promise<Running> => {
  const server = createShopServer(KEFU_SHOP_DIR, KEFU_GATEWAY_URL);
  server.listen(KEFU_PORT_SHOP, KEFU_HOST);
  await once(server, 'listening');
  log(`the shop's site listens on ${JSON.stringify(server.address())}`);
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
