import type { Decider, OrderFacts } from '@kefu/contracts';
import type { OrderCommand, RecordOrder, UnmaskRecipient } from './commands.ts';
import type { OrderEvent } from './events.ts';
import { checkFacts, orderFacts } from './facts.ts';
import { isSame } from './is-same.ts';
import { refuse } from './refusal.ts';
import { evolve, type KnownOrder, type Order, unknownOrder } from './state.ts';

const changedFields = (before: OrderFacts, after: OrderFacts): string[] => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof OrderFacts>; // keys of both
  return [...names].filter((name) => !isSame(before[name], after[name]));
};

const change = (order: KnownOrder, facts: OrderFacts, { recipient }: RecordOrder): OrderEvent[] => {
  const changed = changedFields(order.facts, facts);
  if (recipient && !isSame(order.recipient, recipient)) changed.push('recipient');
  if (changed.length === 0) return [];
  return [{ type: 'OrderChanged', data: { ...facts, recipient: recipient ?? order.recipient, changed } }];
};

const record = (command: RecordOrder, order: Order): OrderEvent[] => {
  const facts = orderFacts(command.facts);
  checkFacts(facts);
  if (order.status === 'known') return change(order, facts, command);
  return [{ type: 'OrderRecorded', data: { ...facts, recipient: command.recipient ?? null } }];
};

const unmask = ({ orderId, by, reason, at }: UnmaskRecipient, order: Order): OrderEvent[] => {
  if (order.status === 'unknown') return refuse('order-unknown', `Order ${orderId} is not known here.`);
  if (!order.recipient)
    return refuse('recipient-unknown', 'Nobody told us the recipient, or they were forgotten.');
  return [{ type: 'RecipientUnmasked', data: { orderId, by, reason, at } }];
};

export const decide = (command: OrderCommand, order: Order): OrderEvent[] => {
  switch (command.type) {
    case 'RecordOrder':
      return record(command, order);
    case 'UnmaskRecipient':
      return unmask(command, order);
  }
};

export const orderDecider: Decider<OrderCommand, Order, OrderEvent> = {
  initial: unknownOrder,
  evolve,
  decide,
};

export const orderStream = (orderId: string): string => `order-${orderId}`;
