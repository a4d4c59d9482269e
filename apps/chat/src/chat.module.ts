import { Module } from '@nestjs/common';
import { OnCaseEvents } from './case-line/on-case-events.ts';
import { ConversationController } from './conversation/conversation.controller.ts';
import { HandOverController } from './conversation/hand-over.controller.ts';
import { MessageController } from './conversation/message.controller.ts';
import { PhraseController } from './phrase/phrase.controller.ts';
import { PresenceController } from './room/presence.controller.ts';
import { Wake } from './routing/wake.ts';

@Module({
  controllers: [
    ConversationController,
    MessageController,
    HandOverController,
    PresenceController,
    PhraseController,
    OnCaseEvents,
  ],
  providers: [Wake],
})
export class ChatModule {}
