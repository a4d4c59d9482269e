import { defineService } from '@kefu/service';
import { Conversations1790000000010 } from '../migrations/1-conversations.ts';
import { ChatModule } from './chat.module.ts';
import { conversationsView, forgetInConversations } from './conversation/conversations.view.ts';
import { conversationPersonal } from './conversation/domain/events.ts';
import { forgetInMessages, messagesView } from './conversation/messages.view.ts';
import type { ChatEvent } from './events.ts';
import { openLive } from './live/live.ts';
import { publish } from './published.ts';
import { startRouting } from './routing/route-waiting.ts';
import { Wake } from './routing/wake.ts';

export const chat = defineService<ChatEvent>({
  name: 'chat',
  port: 18801,
  module: ChatModule,
  migrations: [Conversations1790000000010],
  personal: conversationPersonal,
  views: [conversationsView, messagesView],
  forgetting: { wipe: (customerId) => [forgetInConversations(customerId), forgetInMessages(customerId)] },
  publish,
  async workers(context) {
    const routing = startRouting(context.store, context.logger);
    context.app.get(Wake).connect(routing.wake);
    return [routing, await openLive(context)];
  },
});
