import type { AnswerOf, Conversation, Message, Phrase, Presence } from '@kefu/contracts';
import { makeCases, type Case } from './after-sales.ts';
import { makeOrder, makeWaybill, type Order, type Waybill } from './goods.ts';
import { people, shops } from './people.ts';
import { makePhrases } from './phrases.ts';
import { createRandom, uuidOf } from './random.ts';
import { makeTalk } from './talk.ts';

type Listener<Value> = (value: Value) => void;

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '欧阳', '司马'] as const;

export type World = ReturnType<typeof createWorld>;

/** Three shops, forty open conversations, and something in every state; the same on each start. */
export const createWorld = () => {
  const random = createRandom(20_261_021);
  const messageListeners: Listener<Message>[] = [];
  const conversationListeners: Listener<Conversation>[] = [];
  const conversations = new Map<string, Conversation>();
  const messages = new Map<string, Message[]>();
  const orders = new Map<string, Order>();
  const waybills = new Map<string, Waybill>();

  for (let number = 0; number < 46; number += 1) {
    const isVisitor = number % 13 === 7;
    const customerId = isVisitor
      ? `vi_${uuidOf(6, number)}`
      : `cu_${String(number * 7_919 + 1_000_000).padStart(20, '5')}`;
    const long =
      number === 4
        ? 'Maximiliane-Charlotte v** der O*** (Übersee)'
        : `${surnames[number % surnames.length]}**`;
    const name = isVisitor ? `访客 ${String(number).padStart(4, '0')}` : long;
    if (!isVisitor) {
      for (let index = 0; index < (number % 4 === 2 ? 0 : 1 + (number % 3)); index += 1) {
        const order = makeOrder(random, number * 3 + index, customerId, name);
        orders.set(order.orderId, order);
        const waybill = makeWaybill(order, number * 3 + index);
        if (waybill) waybills.set(waybill.waybillId, waybill);
      }
    }
    const { conversation, said } = makeTalk(random, number, {
      customerId,
      customerName: name,
      anonymous: isVisitor,
    });
    conversations.set(conversation.conversationId, conversation);
    messages.set(conversation.conversationId, said);
  }

  const phrases: Phrase[] = shops.flatMap(({ shopId }, index) => makePhrases(shopId, index * 100));
  const presence = new Map<string, Presence>(
    people
      .filter(({ roles }) =>
        roles.some((role) => role.endsWith('-agent') || role === 'team-lead' || role === 'supervisor'),
      )
      .map(({ id, name, shops: own }, index) => [
        id,
        {
          agentId: id,
          name,
          shops: own,
          state: index === 2 ? 'break' : 'online',
          capacity: 40,
          open: index * 9,
          since: new Date(Date.now() - 3_600_000).toISOString(),
        },
      ]),
  );
  const cases: Map<string, Case> = makeCases(
    [...orders.values()],
    [...waybills.values()],
    [...conversations.values()],
  );
  const imports = new Map<string, AnswerOf<'orders.getImport'>>();

  const say = (
    conversationId: string,
    said: Pick<Message, 'messageId' | 'from' | 'senderId' | 'text'> & Partial<Message>,
  ): Message => {
    const known = messages.get(conversationId) ?? [];
    const message: Message = {
      conversationId,
      link: null,
      visibleTo: 'everyone',
      at: new Date().toISOString(),
      ...said,
      sequence: known.length + 1,
    };
    messages.set(conversationId, [...known, message]);
    for (const listener of messageListeners) listener(message);
    const conversation = conversations.get(conversationId);
    if (conversation && message.from !== 'system') {
      change({
        ...conversation,
        lastSequence: message.sequence,
        lastText: message.text,
        lastFrom: message.from,
        waitingSince: message.from === 'customer' ? (conversation.waitingSince ?? message.at) : null,
        firstResponseMs: conversation.firstResponseMs ?? (message.from === 'agent' ? 8_000 : null),
      });
    }
    return message;
  };
  const change = (conversation: Conversation): Conversation => {
    const next = { ...conversation, updatedAt: new Date().toISOString() };
    conversations.set(next.conversationId, next);
    for (const listener of conversationListeners) listener(next);
    return next;
  };

  return {
    people,
    shops,
    conversations,
    messages,
    orders,
    waybills,
    phrases,
    presence,
    cases,
    imports,
    say,
    change,
    onMessage: (listener: Listener<Message>) => void messageListeners.push(listener),
    onConversation: (listener: Listener<Conversation>) => void conversationListeners.push(listener),
  };
};
