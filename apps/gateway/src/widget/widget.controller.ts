import { Controller } from '@nestjs/common';
import { Refused, routes, type InputOf, type Principal, type Shop } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  customerIdOf,
  Handles,
  InjectConfiguration,
  InjectStore,
  Input,
  type Configuration,
} from '@kefu/service';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayEvent } from '../events.ts';
import { openCustomerSession, whoHolds } from '../session/sessions.ts';
import { openSecret } from '../shop/sealed-secret.ts';
import { findShop } from '../shop/shop.ts';
import { readBuyerToken, type Buyer } from './buyer-token.ts';

type Opening = InputOf<'gateway.openWidget'>['body'];

@Controller()
export class WidgetController {
  constructor(
    @InjectStore() private readonly store: EventStore<GatewayEvent>,
    @InjectConfiguration() private readonly configuration: Configuration,
  ) {}

  @Handles(routes['gateway.openWidget'])
  async open(@Input() { body }: InputOf<'gateway.openWidget'>) {
    const found = await findShop(this.store.pool, body.shopId);
    if (!found || found.shop.state === 'closed')
      throw new Refused('shop-unknown', `There is no open shop "${body.shopId}".`);
    const customer = body.buyerToken
      ? this.buyer(found.shop, await this.buyerNamedIn(body.buyerToken, found))
      : await this.visitor(found.shop, body);
    const { token, expiresAt } = await openCustomerSession(this.store.pool, customer);
    return {
      token,
      expiresAt: expiresAt.toISOString(),
      customerId: customer.id,
      anonymous: customer.customerId === undefined,
      shop: found.shop,
    };
  }

  private async buyerNamedIn(
    token: string,
    { shop, sealedSecret }: { shop: Shop; sealedSecret: string },
  ): Promise<Buyer> {
    const secret = openSecret(this.configuration.masterKey, shop.shopId, sealedSecret);
    return readBuyerToken(token, shop.shopId, secret, new Date());
  }

  private buyer(shop: Shop, { buyer, name }: Buyer): Principal {
    const customerId = customerIdOf(this.configuration.pseudonymKey, shop.shopId, buyer);
    return { ...customerOf(shop, customerId), customerId, name: maskedName(name || buyer) };
  }

  /** A visitor without a name; one who comes back with the token of a former visit stays the same visitor. */
  private async visitor(shop: Shop, { visitorToken }: Opening): Promise<Principal> {
    const former = visitorToken ? await whoHolds(this.store.pool, visitorToken) : undefined;
    const sameShop = former?.kind === 'customer' && former.shops.includes(shop.shopId);
    const visitorId = (sameShop && former.visitorId) || `vi_${uuidv7()}`;
    return { ...customerOf(shop, visitorId), visitorId };
  }
}

// Enough to tell people in a list apart, too little to know who they are.
const maskedName = (name: string): string => `${[...name][0] ?? ''}**`;

const customerOf = (shop: Shop, id: string): Principal => ({
  id,
  name: '',
  kind: 'customer',
  roles: ['customer'],
  shops: [shop.shopId],
  limits: { refundFen: 0 },
});
