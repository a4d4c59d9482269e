import type { EventStore } from '@kefu/event-store';
import { rating, type RatingCommand, type RatingEvent } from './domain/rating.ts';

export type InvitationActivities = ReturnType<typeof invitationActivities>;

/** What an invitation does in the world. An activity may run twice; the decider stays quiet the second time. */
export const invitationActivities = (store: EventStore<RatingEvent>) => {
  const tell = async (conversationId: string, command: RatingCommand): Promise<void> => {
    await store.handle({
      stream: `rating-${conversationId}`,
      decider: rating,
      command,
      metadata: { who: { kind: 'service', id: 'chat' }, conversationId, correlationId: conversationId },
    });
  };
  const now = () => new Date().toISOString();
  return {
    remind: (conversationId: string) => tell(conversationId, { type: 'RemindOfRating', at: now() }),
    letLapse: (conversationId: string) => tell(conversationId, { type: 'LetRatingLapse', at: now() }),
  };
};
