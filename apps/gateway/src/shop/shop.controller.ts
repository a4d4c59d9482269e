import { randomBytes } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { routes, type InputOf, type Principal, type Shop } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  canSeeShop,
  Handles,
  InjectConfiguration,
  InjectStore,
  Input,
  metadataOf,
  Who,
  type Configuration,
} from '@kefu/service';
import type { GatewayEvent } from '../events.ts';
import { sealSecret } from './sealed-secret.ts';
import { findShop, listShops, putShop } from './shop.ts';

@Controller()
export class ShopController {
  constructor(
    @InjectStore() private readonly store: EventStore<GatewayEvent>,
    @InjectConfiguration() private readonly configuration: Configuration,
  ) {}

  @Handles(routes['gateway.listShops'])
  async list(@Who() who: Principal) {
    const shops = await listShops(this.store.pool);
    return { items: shops.filter((shop) => canSeeShop(who, shop.shopId)) };
  }

  @Handles(routes['gateway.putShop'])
  async put(
    @Input() { params, body }: InputOf<'gateway.putShop'>,
    @Who() who: Principal,
  ): Promise<Shop & { widgetSecret?: string }> {
    const { widgetSecret, ...profile } = body;
    const shop = { shopId: params.shopId, ...profile };
    const known = await findShop(this.store.pool, shop.shopId);
    const newSecret = widgetSecret ?? (known ? undefined : randomBytes(32).toString('base64url'));
    const sealed = newSecret
      ? sealSecret(this.configuration.masterKey, shop.shopId, newSecret)
      : (known?.sealedSecret ?? '');
    await this.store.commit({
      appends: [
        {
          stream: `shop-${shop.shopId}`,
          expected: 'any',
          events: [{ type: 'ShopChanged', data: { ...shop, at: new Date().toISOString() } }],
          metadata: metadataOf(who),
        },
      ],
      statements: [putShop(shop, sealed)],
    });
    return { ...shop, ...(newSecret && { widgetSecret: newSecret }) };
  }
}
