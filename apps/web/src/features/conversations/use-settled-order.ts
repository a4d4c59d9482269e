import type { Conversation } from '@kefu/contracts';
import { useState } from 'react';
import { useNow } from '../../shared/format/now.ts';
import { byLoss, settle } from './order.ts';

const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

type Settled = {
  /** In the order to show: by what is lost first, and still while the hand is on the list. */
  shown: Conversation[];
  /** Which one waits most urgently, wherever it stands. */
  next: string | undefined;
};

export const useSettledOrder = (
  conversations: readonly Conversation[],
  openId: string | undefined,
  isHeld: boolean,
): Settled => {
  const now = useNow();
  const [known, setKnown] = useState<string[]>([]);
  const wanted = byLoss(conversations, now);
  const order = settle(
    known,
    wanted.map(({ conversationId }) => conversationId),
    isHeld,
  );
  if (!sameOrder(order, known)) setKnown(order);
  const byId = new Map(wanted.map((conversation) => [conversation.conversationId, conversation]));
  const next = wanted.find(
    ({ waitingSince, conversationId }) => waitingSince !== null && conversationId !== openId,
  );
  return { shown: order.flatMap((id) => byId.get(id) ?? []), next: next?.conversationId };
};
