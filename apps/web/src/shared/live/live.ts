import type { Conversation, Message } from '@kefu/contracts';
import { chatSocketPath as path } from '@kefu/contracts/chat-socket-path';
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { io } from 'socket.io-client';

type LiveEvents = { message: (message: Message) => void; conversation: (conversation: Conversation) => void };
type LiveState = 'connecting' | 'live' | 'lost';

export type Live = {
  state: () => LiveState;
  watch: (listener: () => void) => () => void;
  on: <Name extends keyof LiveEvents>(name: Name, handler: LiveEvents[Name]) => () => void;
  /** After every connection but the first: something may have been missed. */
  onReturn: (handler: () => void) => () => void;
  open: () => void;
  close: () => void;
};

/** The one live connection of a signed-in page; the session's cookie says who we are. */
export const createLive = (): Live => {
  const socket = io({
    path,
    autoConnect: false,
    withCredentials: true,
    reconnectionDelayMax: 4_000,
    timeout: 3_000, // a connection that closes before it greets is noticed by this alone
    transports: ['websocket', 'polling'],
  });
  let state: LiveState = 'connecting';
  let connectedBefore = false;
  const watchers = new Set<() => void>();
  const returns = new Set<() => void>();
  const become = (next: LiveState) => {
    state = next;
    for (const watcher of watchers) watcher();
  };
  socket.on('connect', () => {
    become('live');
    if (connectedBefore) for (const handler of returns) handler();
    connectedBefore = true;
  });
  socket.on('disconnect', (reason) => {
    become(reason === 'io client disconnect' ? 'connecting' : 'lost');
    if (reason === 'io server disconnect') socket.connect(); // Socket.IO leaves this one to us
  });
  socket.on('connect_error', () => become('lost'));
  return {
    state: () => state,
    watch: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    on: (name, handler) => {
      socket.on(name as string, handler);
      return () => socket.off(name as string, handler);
    },
    onReturn: (handler) => {
      returns.add(handler);
      return () => returns.delete(handler);
    },
    open: () => socket.connect(),
    close: () => socket.disconnect(),
  };
};

export const LiveContext = createContext<Live | null>(null);

export const useLiveEvent = <Name extends keyof LiveEvents>(name: Name, handler: LiveEvents[Name]): void => {
  const live = useContext(LiveContext);
  const onEvent = useEffectEvent(handler as (event: unknown) => void);
  useEffect(() => live?.on(name, ((event: unknown) => onEvent(event)) as LiveEvents[Name]), [live, name]);
};

export const useLiveReturn = (handler: () => void): void => {
  const live = useContext(LiveContext);
  const onReturn = useEffectEvent(handler);
  useEffect(() => live?.onReturn(() => onReturn()), [live]);
};

const never = () => () => undefined;

export const useLiveState = (): LiveState | undefined => {
  const live = useContext(LiveContext);
  return useSyncExternalStore(live?.watch ?? never, () => live?.state());
};
