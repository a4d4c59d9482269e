import { Controller } from '@nestjs/common';
import { routes, type Conversation, type InputOf, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  type CommandMark,
  Handles,
  hasRole,
  Idempotency,
  InjectStore,
  Input,
  metadataOf,
  Who,
} from '@kefu/service';
import { v7 as uuidv7 } from 'uuid';
import type { ChatEvent } from '../events.ts';
import { carryOut } from './carry-out.ts';
import { listConversations, openConversationOf } from './conversations.view.ts';
import { visibleConversation } from './visible-conversation.ts';

const isTwoAtOnce = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'conversation_going_on';

@Controller()
export class ConversationController {
  constructor(@InjectStore() private readonly store: EventStore<ChatEvent>) {}

  @Handles(routes['chat.openConversation'])
  async open(@Who() who: Principal, @Idempotency() idempotency?: CommandMark): Promise<Conversation> {
    const shopId = who.shops[0] ?? '';
    const going = await openConversationOf(this.store.pool, shopId, who.id);
    if (going) return going;
    const conversationId = uuidv7();
    await carryOut(this.store, {
      conversationId,
      command: {
        type: 'StartConversation',
        conversationId,
        shopId,
        customerId: who.id,
        anonymous: who.customerId === undefined,
        customerName: who.name,
        at: new Date().toISOString(),
      },
      metadata: metadataOf(who, { conversationId }),
      idempotency,
    }).catch((error: unknown) => {
      // Two tabs opened at the same moment; the first one's conversation is the one.
      if (!isTwoAtOnce(error)) throw error;
    });
    const opened = await openConversationOf(this.store.pool, shopId, who.id);
    return opened ?? visibleConversation(this.store.pool, who, conversationId);
  }

  @Handles(routes['chat.listConversations'])
  async list(@Input() { query }: InputOf<'chat.listConversations'>, @Who() who: Principal) {
    const { of, ...filter } = query;
    const seesAll = hasRole(who, 'team-lead', 'supervisor', 'manager');
    return listConversations(this.store.pool, {
      ...filter,
      shops: who.shops,
      waitingOnly: of === 'waiting',
      agentId: of === 'mine' || (of === 'all' && !seesAll) ? who.id : undefined,
    });
  }

  @Handles(routes['chat.getConversation'])
  async get(
    @Input() { params }: InputOf<'chat.getConversation'>,
    @Who() who: Principal,
  ): Promise<Conversation> {
    return visibleConversation(this.store.pool, who, params.conversationId);
  }
}
