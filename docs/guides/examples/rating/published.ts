import type { Envelope } from '@kefu/contracts';
import { envelopeOf, type StoredEvent } from '@kefu/event-store';
import type { z } from 'zod';
import type { conversationRated } from './contract.ts';
import type { RatingEvent } from './domain/rating.ts';

type Rated = Envelope<(typeof conversationRated)['type'], z.infer<(typeof conversationRated)['data']>>;

/** What leaves the service, field by field: a field that is added to the log tomorrow stays inside. */
export const publishRating = (event: StoredEvent<RatingEvent>): Rated | undefined => {
  if (event.type !== 'ConversationRated') return undefined;
  const { conversationId, customerId, agentId, stars, at } = event.data;
  return {
    ...envelopeOf('chat', event),
    type: 'chat.conversation-rated.v1',
    subject: conversationId,
    data: { conversationId, customerId, agentId, stars, at },
  };
};
