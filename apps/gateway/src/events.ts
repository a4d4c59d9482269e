import type { AccountChanged } from './account/account.ts';
import type { ShopChanged } from './shop/shop.ts';

export type GatewayEvent = AccountChanged | ShopChanged;
