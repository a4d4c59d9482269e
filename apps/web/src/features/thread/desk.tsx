import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { problemOf } from '../../shared/api/problem.ts';
import { useLiveEvent } from '../../shared/live/live.ts';
import { useWho } from '../../shared/session/who.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createOutbox, type Outbox, type Unsent } from './outbox.ts';
import { readStored, storeUnsent } from './outbox-storage.ts';
import { takeMessage } from './thread-query.ts';

type Desk = { drafts: Drafts; outbox: Outbox };
const DeskContext = createContext<Desk | null>(null);

const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a thread outside its desk');
  return desk;
};

/** What the agent has typed and what is on its way, for all conversations of the desk. */
export const ThreadDesk = ({ children }: { children: ReactNode }) => {
  const who = useWho();
  const client = useQueryClient();
  const [desk] = useState<Desk>(() => ({
    drafts: createDrafts(localStorage, who.id),
    outbox: createOutbox({
      send: ({ conversationId, messageId, text }) =>
        ask('chat.sendMessage', {
          params: { conversationId },
          body: { messageId, text },
          idempotencyKey: messageId,
        }),
      onSent: (message) => takeMessage(client, message),
      codeOf: (error) => problemOf(error).code,
      stored: readStored(who.id),
      store: (unsent) => storeUnsent(who.id, unsent),
    }),
  }));
  useLiveEvent('message', ({ messageId }) => desk.outbox.drop(messageId));
  return <DeskContext value={desk}>{children}</DeskContext>;
};

export const useDrafts = (): Drafts => useDesk().drafts;
export const useOutbox = (): Outbox => useDesk().outbox;

export const useUnsent = (conversationId: string): Unsent[] => {
  const { outbox } = useDesk();
  return useSyncExternalStore(outbox.subscribe, outbox.all).filter(
    (item) => item.conversationId === conversationId,
  );
};

export const useDraftIds = (): ReadonlySet<string> => {
  const { drafts } = useDesk();
  return useSyncExternalStore(drafts.subscribe, drafts.ids);
};
