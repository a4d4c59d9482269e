import type { Conversation } from '@kefu/contracts';
import { useState } from 'react';
import { useNow } from '../../shared/format/now.ts';
import { byLoss, settle } from './order.ts';

const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** The conversations in the order to show: by what is lost first, and still while the hand is on the list. */
export const useSettledOrder = (conversations: readonly Conversation[], isHeld: boolean): Conversation[] => {
  const now = useNow();
  const [shown, setShown] = useState<string[]>([]);
  const wanted = byLoss(conversations, now).map(({ conversationId }) => conversationId);
  const order = settle(shown, wanted, isHeld);
  if (!sameOrder(order, shown)) setShown(order);
  const byId = new Map(conversations.map((conversation) => [conversation.conversationId, conversation]));
  return order.flatMap((id) => byId.get(id) ?? []);
};
