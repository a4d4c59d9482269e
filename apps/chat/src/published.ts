import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { ChatEvent } from './events.ts';

/** The public side of what happens in conversations; texts and notes stay here. */
export const publish = (event: StoredEvent<ChatEvent>): PublicEvent | undefined => {
  switch (event.type) {
    case 'ConversationStarted': {
      const { conversationId, shopId, customerId, channel, at } = event.data;
      return publicEventOf(event, 'chat.conversation-started.v1', {
        conversationId,
        shopId,
        customerId,
        channel,
        at,
      });
    }
    case 'ConversationAssigned':
      return publicEventOf(event, 'chat.conversation-assigned.v1', event.data);
    case 'ConversationTransferred': {
      const { note: _, ...data } = event.data;
      return publicEventOf(event, 'chat.conversation-assigned.v1', data);
    }
    case 'MessageSent': {
      const { conversationId, shopId, customerId, at, messageId, sequence, from, senderId } = event.data;
      const data = { conversationId, shopId, customerId, at, messageId, sequence, from, senderId };
      return publicEventOf(event, 'chat.message-sent.v1', data);
    }
    case 'ConversationClosed':
      return publicEventOf(event, 'chat.conversation-closed.v1', event.data);
    case 'AgentStateChanged':
    case 'PhraseChanged':
      return undefined;
  }
};
