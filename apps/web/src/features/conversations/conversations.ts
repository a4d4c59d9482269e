import type { Conversation } from '@kefu/contracts';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { useLiveEvent, useLiveReturn } from '../../shared/live/live.ts';
import { useWho } from '../../shared/session/who.ts';

type Pile = 'mine' | 'waiting';
type Page = { items: Conversation[] };

export const conversationsQuery = (of: Pile) =>
  queryOptions({
    queryKey: ['conversations', of],
    queryFn: async (): Promise<Page> => {
      const items: Conversation[] = [];
      let after: string | undefined;
      do {
        const page = await ask('chat.listConversations', {
          query: { of, limit: 500, ...(after && { after }) },
        });
        items.push(...page.items);
        after = page.next;
      } while (after);
      return { items: items.filter(({ state }) => state !== 'closed') };
    },
    refetchInterval: of === 'waiting' ? 10_000 : 60_000,
  });

export const conversationQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversation', conversationId],
    queryFn: () => ask('chat.getConversation', { params: { conversationId } }),
    staleTime: 60_000,
  });

const isNewer = (next: Conversation, known: Conversation | undefined): boolean =>
  !known || next.lastSequence > known.lastSequence || next.updatedAt >= known.updatedAt;

const patchPile = (page: Page | undefined, next: Conversation, belongs: boolean): Page | undefined => {
  if (!page) return page;
  const known = page.items.find(({ conversationId }) => conversationId === next.conversationId);
  if (known && !isNewer(next, known)) return page;
  const others = page.items.filter((item) => item !== known);
  if (!belongs) return known ? { ...page, items: others } : page;
  return {
    ...page,
    items: known ? page.items.map((item) => (item === known ? next : item)) : [...others, next],
  };
};

/** Puts what is now known of a conversation everywhere it is shown; late news never overwrite newer ones. */
export const noteConversation = (client: QueryClient, next: Conversation, agentId: string): void => {
  const isMine = next.agentId === agentId && next.state !== 'closed';
  client.setQueryData<Page>(['conversations', 'mine'], (page) => patchPile(page, next, isMine));
  client.setQueryData<Page>(['conversations', 'waiting'], (page) =>
    patchPile(page, next, next.state === 'waiting'),
  );
  client.setQueryData<Conversation>(['conversation', next.conversationId], (known) =>
    isNewer(next, known) ? next : known,
  );
};

/** Keeps the lists true as news arrive, and after a gap. */
export const useLiveConversations = (): void => {
  const client = useQueryClient();
  const who = useWho();
  useLiveEvent('conversation', (conversation) => noteConversation(client, conversation, who.id));
  useLiveReturn(() => {
    void client.invalidateQueries({ queryKey: ['conversations'] });
    void client.invalidateQueries({ queryKey: ['conversation'] });
    void client.invalidateQueries({ queryKey: ['presence'] });
  });
};
