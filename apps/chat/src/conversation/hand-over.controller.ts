import { Controller, Inject } from '@nestjs/common';
import { Refused, routes, type Conversation, type InputOf, type Principal } from '@kefu/contracts';
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
import { countOpenCases } from '../case-line/open-cases.ts';
import type { ChatEvent } from '../events.ts';
import { findPresence, freeRoom, isNoRoom, takeRoom } from '../room/agent-room.ts';
import { Wake } from '../routing/wake.ts';
import { carryOut } from './carry-out.ts';
import { visibleConversation } from './visible-conversation.ts';

const mayMoveAnyones = (who: Principal): boolean => hasRole(who, 'team-lead', 'supervisor');

@Controller()
export class HandOverController {
  constructor(
    @InjectStore() private readonly store: EventStore<ChatEvent>,
    @Inject(Wake) private readonly routing: Wake,
  ) {}

  @Handles(routes['chat.takeConversation'])
  async take(
    @Input() { params }: InputOf<'chat.takeConversation'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Conversation> {
    const { conversationId } = await visibleConversation(this.store.pool, who, params.conversationId);
    await this.requireAtWork(who.id, 'Set yourself online first.');
    const at = new Date().toISOString();
    await carryOut(this.store, {
      conversationId,
      command: { type: 'AssignConversation', agentId: who.id, at },
      metadata: metadataOf(who, { conversationId }),
      idempotency,
      statements: (events) => (events.length === 0 ? [] : [takeRoom(who.id, true, at)]),
    });
    return visibleConversation(this.store.pool, who, conversationId);
  }

  @Handles(routes['chat.transferConversation'])
  async transfer(
    @Input() { params, body }: InputOf<'chat.transferConversation'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Conversation> {
    const { conversationId } = await visibleConversation(this.store.pool, who, params.conversationId);
    await this.requireAtWork(body.to, 'That agent is not at work: choose another one.');
    const at = new Date().toISOString();
    await carryOut(this.store, {
      conversationId,
      command: { type: 'TransferConversation', from: who.id, ...body, ofAnyone: mayMoveAnyones(who), at },
      metadata: metadataOf(who, { conversationId }),
      idempotency,
      statements: (events) =>
        events.flatMap((event) =>
          event.type === 'ConversationTransferred'
            ? [freeRoom(event.data.from), takeRoom(event.data.agentId, false, at)]
            : [],
        ),
    }).catch((error: unknown) => {
      if (isNoRoom(error))
        throw new Refused('agent-unavailable', 'That agent has no room left: choose another one.');
      throw error;
    });
    this.routing.wake();
    return visibleConversation(this.store.pool, who, conversationId);
  }

  @Handles(routes['chat.closeConversation'])
  async close(
    @Input() { params }: InputOf<'chat.closeConversation'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Conversation> {
    const { conversationId } = await visibleConversation(this.store.pool, who, params.conversationId);
    await carryOut(this.store, {
      conversationId,
      command: {
        type: 'CloseConversation',
        closedBy: who.id,
        ofAnyone: mayMoveAnyones(who),
        openCases: await countOpenCases(this.store.pool, conversationId),
        at: new Date().toISOString(),
      },
      metadata: metadataOf(who, { conversationId }),
      idempotency,
      statements: (events, before) =>
        events.length > 0 && before.status === 'open' ? [freeRoom(before.agentId)] : [],
    });
    this.routing.wake();
    return visibleConversation(this.store.pool, who, conversationId);
  }

  private async requireAtWork(agentId: string, advice: string): Promise<void> {
    const presence = await findPresence(this.store.pool, agentId);
    if (!presence || presence.state === 'offline' || presence.state === 'break')
      throw new Refused('agent-unavailable', advice);
  }
}
