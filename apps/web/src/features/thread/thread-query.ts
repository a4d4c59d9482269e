import type { Conversation, Message } from '@kefu/contracts';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { useLiveEvent, useLiveReturn } from '../../shared/live/live.ts';
import { firstOf, gapAfter, lastOf, merge, type Thread } from './thread.ts';

const pageSize = 100;
const keyOf = (conversationId: string) => ['thread', conversationId];

const messagesAfter = async (conversationId: string, after: number): Promise<Message[]> => {
  const all: Message[] = [];
  for (;;) {
    const query = { after: all.at(-1)?.sequence ?? after, limit: 500 };
    const { items, lastSequence } = await ask('chat.listMessages', { params: { conversationId }, query });
    all.push(...items);
    const last = all.at(-1)?.sequence ?? after;
    if (items.length === 0 || last >= lastSequence) return all;
  }
};

/** The last messages of a conversation; older ones come when the reader scrolls up. */
export const threadQuery = ({
  conversationId,
  lastSequence,
}: Pick<Conversation, 'conversationId' | 'lastSequence'>) =>
  queryOptions({
    queryKey: keyOf(conversationId),
    queryFn: async (): Promise<Thread> => ({
      messages: await messagesAfter(conversationId, Math.max(0, lastSequence - pageSize)),
    }),
    staleTime: Infinity, // live updates and catching up keep it true
  });

const noteMessages = (client: QueryClient, conversationId: string, messages: readonly Message[]): void => {
  client.setQueryData<Thread>(keyOf(conversationId), (thread) => thread && merge(thread, messages));
};

const catchUp = async (client: QueryClient, conversationId: string, after: number): Promise<void> => {
  noteMessages(client, conversationId, await messagesAfter(conversationId, after));
};

/** Takes in a message that was pushed or answered, and fetches what is missing before it. */
export const takeMessage = (client: QueryClient, message: Message): void => {
  const { conversationId } = message;
  noteMessages(client, conversationId, [message]);
  const thread = client.getQueryData<Thread>(keyOf(conversationId));
  const after = thread && gapAfter(thread);
  if (after !== undefined) void catchUp(client, conversationId, after);
};

export const olderMessages = async (client: QueryClient, conversationId: string): Promise<void> => {
  const thread = client.getQueryData<Thread>(keyOf(conversationId));
  if (!thread || firstOf(thread) <= 1) return;
  const after = Math.max(0, firstOf(thread) - 1 - pageSize);
  const { items } = await ask('chat.listMessages', {
    params: { conversationId },
    query: { after, limit: firstOf(thread) - 1 - after },
  });
  noteMessages(client, conversationId, items);
};

/** Keeps the threads in memory true: each live message, each hole before one, and all of them after a gap. */
export const useLiveThreads = (): void => {
  const client = useQueryClient();
  const threads = () =>
    client
      .getQueriesData<Thread>({ queryKey: ['thread'] })
      .flatMap(([key, thread]) => (thread ? [{ conversationId: String(key[1]), thread }] : []));
  useLiveEvent('message', (message) => takeMessage(client, message));
  useLiveReturn(() => {
    for (const { conversationId, thread } of threads())
      void catchUp(client, conversationId, gapAfter(thread) ?? lastOf(thread));
  });
};
