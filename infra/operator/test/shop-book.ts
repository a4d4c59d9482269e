import type { DomainEvent } from '@kefu/contracts';
import { Refused } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { defineService, InjectStore } from '@kefu/service';
import { Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';

export type ShopNoted = DomainEvent<'ShopNoted', { shopId: string; name: string }>;

/** What the handler refuses until somebody mends the cause. */
export const trouble = { refusesPoison: true };

@EventsController('shop-book')
class ShopBook {
  readonly #store: EventStore<ShopNoted>;

  constructor(@InjectStore() store: EventStore<ShopNoted>) {
    this.#store = store;
  }

  @EventPattern('gateway.shop-changed.v1')
  async onShopChanged(@Payload() event: Received<'gateway.shop-changed.v1'>): Promise<void> {
    const { shopId, name } = event.data;
    if (name === 'poison' && trouble.refusesPoison) throw new Refused('shop-unknown');
    const noted: ShopNoted = { type: 'ShopNoted', data: { shopId, name } };
    await this.#store.commit({
      inbox: event.inbox,
      appends: [{ stream: `shop-${shopId}`, expected: 'any', events: [noted], metadata: event.metadata }],
    });
  }
}

@Module({ controllers: [ShopBook] })
class ShopBookModule {}

/** A service that notes how shops are called, and stumbles over a poisoned one. */
export const shopBook = defineService<ShopNoted>({
  name: 'payroll',
  port: 18_873,
  module: ShopBookModule,
  personal: {},
  publish: () => undefined,
});
