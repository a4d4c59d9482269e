import { chatSocketPath } from '@kefu/contracts/chat-socket-path';
import type { Conversation, Message } from '@kefu/contracts';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { io } from 'socket.io-client';
import { messagesAfter, mostMessages, openConversation, sendMessage } from './api.ts';
import { emptyTimeline, withFailure, withMessages, withPending, type Timeline } from './timeline.ts';

export type ConversationInHand = {
  conversation: Conversation | undefined;
  timeline: Timeline;
  connected: boolean;
  send(text: string, messageId?: string): void;
  startAgain(): void;
};

const openAgainMs = 3_000;

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
      if (before?.conversationId !== opened.conversationId) setTimeline(emptyTimeline);
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

  const send = useCallback(
    (text: string, messageId: string = crypto.randomUUID()) => {
      if (!id) return;
      setTimeline((now) => withPending(now, messageId, text));
      sendMessage(token, id, { messageId, text }).then(
        (message) => take([message]),
        () => setTimeline((now) => withFailure(now, messageId)),
      );
    },
    [id, token, take],
  );

  return { conversation, timeline, connected, send, startAgain: () => void open() };
};
