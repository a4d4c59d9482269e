import { agents, route, Uuid } from '@kefu/contracts';
import { z } from 'zod';

const AgentRating = z.object({ conversationId: Uuid, stars: z.int(), words: z.string().nullable() });

export const ratingRoutes = {
  'chat.rateConversation': route({
    service: 'chat',
    method: 'POST',
    path: '/api/chat/conversations/:conversationId/rating',
    summary: 'Rate a conversation; the same stars again change nothing',
    roles: ['customer'],
    params: z.object({ conversationId: Uuid }),
    body: z.object({ stars: z.int().min(1).max(5), words: z.string().max(500).default('') }),
    status: 204,
    refusals: ['rating-not-invited', 'rated-already', 'rating-lapsed'],
  }),
  'chat.listRatings': route({
    service: 'chat',
    method: 'GET',
    path: '/api/chat/ratings',
    summary: "One's own ratings, newest first",
    roles: agents,
    answer: z.object({ items: z.array(AgentRating) }),
  }),
};
