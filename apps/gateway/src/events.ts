import type { AccountChanged } from './account/account.ts';
import type { CustomerForgotten } from './customer/forget-customer.ts';
import type { ShopChanged } from './shop/shop.ts';

export type GatewayEvent = AccountChanged | CustomerForgotten | ShopChanged;
