import { Controller } from '@nestjs/common';
import {
  type AnswerOf,
  type InputOf,
  type OrderView,
  type Principal,
  Refused,
  routes,
} from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  canSeeShop,
  type CommandMark,
  type Configuration,
  customerIdOf,
  Handles,
  Idempotency,
  InjectConfiguration,
  InjectStore,
  Input,
  metadataOf,
  requireShop,
  Who,
} from '@kefu/service';
import { orderDecider, orderStream } from './domain/decide.ts';
import type { OrderEvent } from './domain/events.ts';
import { orderIdOf, shopIdOf } from './domain/facts.ts';
import { orderAnswer, orderPage, readPlace } from './order-page.ts';
import { findOrder, findOrders, type OrderRow } from './orders.view.ts';
import { withoutForgotten } from './without-forgotten.ts';

const mostOfOneCustomer = 200;

const unknown = (orderId: string): Refused =>
  new Refused('order-unknown', `Order ${orderId} is not known here.`);

const outcomeOf = (events: readonly OrderEvent[]): 'recorded' | 'changed' | 'unchanged' => {
  if (events.length === 0) return 'unchanged';
  return events.some(({ type }) => type === 'OrderRecorded') ? 'recorded' : 'changed';
};

/** A customer owns what their shop sold to them; whoever is anonymous owns nothing. */
const owns = (who: Principal, { facts }: OrderRow): boolean =>
  who.customerId !== undefined && who.customerId === facts.customerId && canSeeShop(who, facts.shopId);

@Controller()
export class OrdersController {
  constructor(
    @InjectStore() private readonly store: EventStore<OrderEvent>,
    @InjectConfiguration() private readonly configuration: Configuration,
  ) {}

  @Handles(routes['orders.recordOrder'])
  async recordOrder(
    @Input() { body }: InputOf<'orders.recordOrder'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<AnswerOf<'orders.recordOrder'>> {
    const { buyerId, recipient, ...told } = body;
    const orderId = orderIdOf(told.shopId, told.orderNumber);
    const customerId = customerIdOf(this.configuration.pseudonymKey, told.shopId, buyerId);
    const order = { type: 'RecordOrder', facts: { ...told, orderId, customerId }, recipient } as const;
    const [command = { ...order, recipient: undefined }] = await withoutForgotten(this.store.pool, [order]);
    const { answer } = await this.store.handle({
      stream: orderStream(orderId),
      decider: orderDecider,
      command,
      metadata: metadataOf(who),
      idempotency,
      answer: (events) => ({ orderId, outcome: outcomeOf(events) }),
    });
    return answer as AnswerOf<'orders.recordOrder'>; // made above, now or when the command came first
  }

  @Handles(routes['orders.listOrders'])
  async listOrders(
    @Input() { query }: InputOf<'orders.listOrders'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'orders.listOrders'>> {
    const { shopId, customerId, number, after, limit } = query;
    const ownShops = who.shops.includes('*') ? null : who.shops;
    const rows = await findOrders(this.store.pool, {
      shops: shopId ? [shopId] : ownShops,
      customerId,
      number,
      after: readPlace(after),
      limit: limit + 1,
    });
    return orderPage(rows, limit);
  }

  @Handles(routes['orders.myOrders'])
  async myOrders(@Who() { customerId, shops }: Principal): Promise<AnswerOf<'orders.myOrders'>> {
    if (customerId === undefined) return { items: [] };
    const rows = await findOrders(this.store.pool, { shops, customerId, limit: mostOfOneCustomer });
    return { items: rows.map(orderAnswer) };
  }

  @Handles(routes['orders.getOrder'])
  async getOrder(
    @Input() { params: { orderId } }: InputOf<'orders.getOrder'>,
    @Who() who: Principal,
  ): Promise<OrderView> {
    if (who.kind !== 'customer') requireShop(who, shopIdOf(orderId));
    const row = await findOrder(this.store.pool, orderId);
    // Someone else's order is as unknown to a customer as one that does not exist: numbers cannot be tried out.
    if (!row || (who.kind === 'customer' && !owns(who, row))) throw unknown(orderId);
    return orderAnswer(row);
  }

  @Handles(routes['orders.unmaskRecipient'])
  async unmaskRecipient(
    @Input() { params: { orderId }, body: { reason } }: InputOf<'orders.unmaskRecipient'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<AnswerOf<'orders.unmaskRecipient'>> {
    requireShop(who, shopIdOf(orderId));
    await this.store.handle({
      stream: orderStream(orderId),
      decider: orderDecider,
      command: { type: 'UnmaskRecipient', orderId, by: who.id, reason, at: new Date().toISOString() },
      metadata: metadataOf(who, { why: reason }),
      idempotency,
    });
    // Read now rather than answered by the store: a remembered answer would keep the recipient outside of its key.
    const row = await findOrder(this.store.pool, orderId);
    if (!row?.recipient) throw new Refused('recipient-unknown', 'They were forgotten meanwhile.');
    return row.recipient;
  }
}
