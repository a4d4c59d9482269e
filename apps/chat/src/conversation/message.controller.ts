import { Controller, Inject } from '@nestjs/common';
import { Refused, routes, type InputOf, type Message, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { type CommandMark, Handles, Idempotency, InjectStore, Input, metadataOf, Who } from '@kefu/service';
import type { ChatEvent } from '../events.ts';
import { Wake } from '../routing/wake.ts';
import { carryOut } from './carry-out.ts';
import { findMessage, messagesAfter } from './messages.view.ts';
import { visibleConversation } from './visible-conversation.ts';

const isSentTwiceAtOnce = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'message_message_id_key';

@Controller()
export class MessageController {
  constructor(
    @InjectStore() private readonly store: EventStore<ChatEvent>,
    @Inject(Wake) private readonly routing: Wake,
  ) {}

  @Handles(routes['chat.listMessages'])
  async list(@Input() { params, query }: InputOf<'chat.listMessages'>, @Who() who: Principal) {
    const { conversationId, lastSequence } = await visibleConversation(
      this.store.pool,
      who,
      params.conversationId,
    );
    const forCustomer = who.kind === 'customer';
    return {
      items: await messagesAfter(this.store.pool, { conversationId, ...query, forCustomer }),
      lastSequence,
    };
  }

  @Handles(routes['chat.sendMessage'])
  async send(
    @Input() { params, body }: InputOf<'chat.sendMessage'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Message> {
    const { conversationId, agentId } = await visibleConversation(
      this.store.pool,
      who,
      params.conversationId,
    );
    const sentBefore = await this.alreadySent(conversationId, body.messageId, who);
    if (sentBefore) return sentBefore;
    await carryOut(this.store, {
      conversationId,
      command: {
        type: 'SendMessage',
        ...body,
        from: who.kind === 'customer' ? 'customer' : 'agent',
        senderId: who.id,
        at: new Date().toISOString(),
      },
      metadata: metadataOf(who, { conversationId }),
      idempotency,
    }).catch((error: unknown) => {
      if (!isSentTwiceAtOnce(error)) throw error;
    });
    if (agentId === null) this.routing.wake();
    const sent = await this.alreadySent(conversationId, body.messageId, who);
    if (!sent) throw new Error('a message that was committed is not in its view');
    return sent;
  }

  // A client that lost the answer sends again under the same id and gets the same message.
  private async alreadySent(
    conversationId: string,
    messageId: string,
    who: Principal,
  ): Promise<Message | undefined> {
    const known = await findMessage(this.store.pool, messageId);
    if (known && (known.conversationId !== conversationId || known.senderId !== who.id))
      throw new Refused('message-id-reused', 'Another message has this id: make a new one for each message.');
    return known;
  }
}
