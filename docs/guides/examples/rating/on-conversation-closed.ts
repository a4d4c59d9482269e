import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import { EventPattern, Payload } from '@nestjs/microservices';
import { rating, type RatingEvent } from './domain/rating.ts';

/** Who has talked to us is asked how it was. */
@EventsController('rating-invitations')
export class OnConversationClosed {
  constructor(@InjectStore() private readonly store: EventStore<RatingEvent>) {}

  @EventPattern('chat.conversation-closed.v1')
  async onClosed(
    @Payload() { data, inbox, metadata }: Received<'chat.conversation-closed.v1'>,
  ): Promise<void> {
    const { conversationId, customerId, closedBy: agentId, at } = data;
    await this.store.handle({
      stream: `rating-${conversationId}`,
      decider: rating,
      command: { type: 'InviteRating', conversationId, customerId, agentId, at },
      metadata,
      inbox,
    });
  }
}
