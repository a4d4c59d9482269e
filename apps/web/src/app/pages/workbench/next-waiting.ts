import { useQueryClient } from '@tanstack/react-query';
import { conversationsQuery } from '../../../features/conversations/conversations.ts';
import { byLoss } from '../../../features/conversations/order.ts';
import { serverNow } from '../../../shared/format/server-clock.ts';

/** Opens the waiting conversation that is lost first, other than the one in front. */
export const useNextWaiting = (
  onOpen: (conversationId: string) => void,
): ((openId: string | undefined) => void) => {
  const client = useQueryClient();
  return (openId) => {
    const mine = client.getQueryData(conversationsQuery('mine').queryKey)?.items ?? [];
    const next = byLoss(mine, serverNow()).find(
      ({ conversationId, waitingSince }) => waitingSince !== null && conversationId !== openId,
    );
    if (next) onOpen(next.conversationId);
  };
};
