import { chatSocketPath } from '@kefu/contracts/chat-socket-path';
import type { Conversation, Message } from '@kefu/contracts';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { io } from 'socket.io-client';
import { CallFailed, messagesAfter, mostMessages, openConversation, sendMessage } from './api.ts';
import { keep, readKept } from './kept.ts';
import {
  emptyTimeline,
  nextToSendAgain,
  resumed,
  withFailure,
  withMessages,
  withPending,
  type Pending,
  type Timeline,
} from './timeline.ts';

export type ConversationInHand = {
  conversation: Conversation | undefined;
  timeline: Timeline;
  connected: boolean;
  send(text: string, messageId?: string): void;
  startAgain(): void;
};

const openAgainMs = 3_000;
const sendAgainMs = 500;

const unsentKey = (conversationId: string) => `kefu-unsent-${conversationId}`;

const keptUnsent = (conversationId: string): Pending[] =>
  JSON.parse(readKept(unsentKey(conversationId)) || '[]') as Pending[]; // written below, by nobody else

/** The customer's conversation, kept up to date: pushed while connected, caught up by sequence after every gap. */
export const useConversation = (token: string): ConversationInHand => {
  const [conversation, setConversation] = useState<Conversation>();
  const [timeline, setTimeline] = useState<Timeline>(emptyTimeline);
  const [connected, setConnected] = useState(false);
  const id = conversation?.conversationId;

  const take = useCallback(
    (arrived: readonly Message[]) => setTimeline((now) => withMessages(now, arrived)),
    [],
  );

  const open = useCallback(async () => {
    const opened = await openConversation(token);
    setConversation((before) => {
      if (before?.conversationId !== opened.conversationId)
        setTimeline(resumed(keptUnsent(opened.conversationId)));
      return opened;
    });
  }, [token]);

  useEffect(() => {
    let next: ReturnType<typeof setTimeout> | undefined;
    const attempt = () => void open().catch(() => (next = setTimeout(attempt, openAgainMs)));
    attempt();
    return () => clearTimeout(next);
  }, [open]);

  useEffect(() => {
    if (!id) return;
    const socket = io({
      path: chatSocketPath,
      query: { token },
      transports: ['websocket'],
      timeout: 3_000, // a connection that closes before it greets is noticed by this alone
    });
    let read = 0; // only lists count: a push or an answer may come before others that are still missing
    const catchUp = async (): Promise<void> => {
      const { items } = await messagesAfter(token, id, read);
      take(items);
      read = items.at(-1)?.sequence ?? read;
      if (items.length === mostMessages) await catchUp();
    };
    const catchUpIfReached = () => void catchUp().catch(() => undefined);
    socket.on('connect', () => {
      setConnected(true);
      catchUpIfReached();
    });
    socket.on('disconnect', () => setConnected(false));
    socket.on('message', (message: Message) => {
      if (message.conversationId === id) take([message]);
    });
    socket.on('conversation', (news: Conversation) => {
      if (news.conversationId === id) setConversation(news);
    });
    catchUpIfReached();
    return () => void socket.close();
  }, [id, token, take]);

  const { pending } = timeline;
  useEffect(() => {
    if (id) keep(unsentKey(id), JSON.stringify(pending));
  }, [id, pending]);

  const send = useCallback(
    (text: string, messageId: string = crypto.randomUUID()) => {
      if (!id) return;
      setTimeline((now) => withPending(now, messageId, text));
      sendMessage(token, id, { messageId, text }).then(
        (message) => take([message]),
        (error: unknown) => {
          const isRefused = error instanceof CallFailed && error.code !== 'away';
          setTimeline((now) => withFailure(now, messageId, isRefused ? 'refused' : 'failed'));
        },
      );
    },
    [id, token, take],
  );

  // The same messageId again is the same message, so that nothing is said twice.
  const unsent = nextToSendAgain(timeline);
  useEffect(() => {
    if (!connected || !unsent) return;
    const next = setTimeout(() => send(unsent.text, unsent.messageId), sendAgainMs);
    return () => clearTimeout(next);
  }, [connected, unsent, send]);

  return { conversation, timeline, connected, send, startAgain: () => void open() };
};
