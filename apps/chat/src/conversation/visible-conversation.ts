import { Refused, type Conversation, type Principal } from '@kefu/contracts';
import { canSeeShop } from '@kefu/service';
import type { Pool } from 'pg';
import { findConversation } from './conversations.view.ts';

const mayRead = (who: Principal, { customerId, shopId }: Conversation): boolean =>
  who.kind === 'customer' ? who.id === customerId && canSeeShop(who, shopId) : canSeeShop(who, shopId);

/** The conversation, if it exists for this reader: others' conversations are not known to be there. */
export const visibleConversation = async (
  pool: Pool,
  who: Principal,
  conversationId: string,
): Promise<Conversation> => {
  const found = await findConversation(pool, conversationId);
  if (!found || !mayRead(who, found))
    throw new Refused('conversation-unknown', 'No conversation that you may read has this id.');
  return found;
};
