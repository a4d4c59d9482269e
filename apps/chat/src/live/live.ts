import { chatSocketPath, type Conversation, type Message } from '@kefu/contracts';
import type { EventStore, StoredEvent } from '@kefu/event-store';
import type { ServiceContext } from '@kefu/service';
import { Server } from 'socket.io';
import { findConversations } from '../conversation/conversations.view.ts';
import { messageOfEvent } from '../conversation/messages.view.ts';
import type { ChatEvent } from '../events.ts';
import {
  customerAudience,
  formerAudience,
  mayCustomerSee,
  mayListen,
  roomsOf,
  staffAudience,
} from './audience.ts';

type Outgoing = { message(message: Message): void; conversation(conversation: Conversation): void };
type Live = Server<Record<string, never>, Outgoing>;

// The gateway has put a signed token in place of the session.
const openSockets = ({ app, authenticate, logger }: ServiceContext<ChatEvent>): Live => {
  const live: Live = new Server(app.getHttpServer(), {
    path: chatSocketPath,
    serveClient: false,
    maxHttpBufferSize: 16_384,
  });
  live.use((socket, next) => {
    const token = socket.handshake.headers.authorization?.replace(/^Bearer /i, '') ?? '';
    authenticate(token).then(
      async (who) => {
        if (!mayListen(who)) return next(new Error('forbidden'));
        await socket.join(roomsOf(who));
        next();
      },
      () => next(new Error('unauthenticated')),
    );
  });
  live.engine.on('connection_error', ({ code }: { code: number }) =>
    logger.debug({ code }, 'a socket was refused'),
  );
  return live;
};

const conversationIdOf = (event: StoredEvent<ChatEvent>): string | undefined =>
  'conversationId' in event.data ? event.data.conversationId : undefined;

/** Tells the sockets what a batch of events changed: each message, then each conversation as it is now. */
const tell = async (
  live: Live,
  store: EventStore<ChatEvent>,
  events: readonly StoredEvent<ChatEvent>[],
): Promise<void> => {
  const changed = new Set(events.flatMap((event) => conversationIdOf(event) ?? []));
  const conversations = new Map(
    (await findConversations(store.pool, [...changed])).map((conversation) => [
      conversation.conversationId,
      conversation,
    ]),
  );
  const former = new Map<string, string[]>();
  for (const event of events) {
    const conversation = conversations.get(conversationIdOf(event) ?? '');
    if (!conversation) continue;
    const { conversationId } = conversation;
    former.set(conversationId, [...(former.get(conversationId) ?? []), ...formerAudience(event)]);
    if (event.type !== 'MessageSent') continue;
    const message = messageOfEvent(event);
    live.to(staffAudience(conversation)).emit('message', message);
    if (mayCustomerSee(message)) live.to(customerAudience(conversation)).emit('message', message);
  }
  for (const conversation of conversations.values()) {
    const staff = [...staffAudience(conversation), ...(former.get(conversation.conversationId) ?? [])];
    live.to([...staff, customerAudience(conversation)]).emit('conversation', conversation);
  }
};

/** Live updates beside the HTTP doors. Follows the log, so that every process tells its own sockets everything. */
export const openLive = async (context: ServiceContext<ChatEvent>) => {
  const { store, logger } = context;
  const live = openSockets(context);
  const stopping = new AbortController();
  const following = store
    .subscribe({
      name: 'live',
      after: await store.head(),
      onEvents: (events) =>
        tell(live, store, events).catch((error: unknown) => {
          // Clients ask for what they missed when they see a gap, so a lost push loses nothing.
          logger.warn({ err: error }, 'a push was skipped');
        }),
      signal: stopping.signal,
    })
    .catch((error: unknown) => logger.error({ err: error }, 'the live feed ended'));
  return {
    stop: async () => {
      stopping.abort();
      await following;
      await live.close();
    },
  };
};
