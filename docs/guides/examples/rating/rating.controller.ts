import { Controller } from '@nestjs/common';
import { Refused, type InputOfRoute, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Handles, Idempotency, InjectStore, Input, metadataOf, Who, type CommandMark } from '@kefu/service';
import { rating, type RatingEvent } from './domain/rating.ts';
import { ratingsOf } from './ratings.view.ts';
import { ratingRoutes } from './routes.ts';

@Controller()
export class RatingController {
  constructor(@InjectStore() private readonly store: EventStore<RatingEvent>) {}

  @Handles(ratingRoutes['chat.rateConversation'])
  async rate(
    @Input() { params, body }: InputOfRoute<(typeof ratingRoutes)['chat.rateConversation']>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<void> {
    const stream = `rating-${params.conversationId}`;
    const { state } = await this.store.load(stream, rating);
    // Others' conversations are not known to be there.
    if (state.status !== 'none' && state.customerId !== who.id) throw new Refused('rating-not-invited');
    await this.store.handle({
      stream,
      decider: rating,
      command: { type: 'RateConversation', ...body, at: new Date().toISOString() },
      metadata: metadataOf(who, { conversationId: params.conversationId }),
      idempotency,
    });
  }

  @Handles(ratingRoutes['chat.listRatings'])
  async list(@Who() who: Principal) {
    return { items: await ratingsOf(this.store.pool, who.id) };
  }
}
