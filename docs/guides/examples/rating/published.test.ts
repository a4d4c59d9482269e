import { expect, it } from '@jest/globals';
import { conversationRated } from './contract.ts';
import type { RatingEvent } from './domain/rating.ts';
import { publishRating } from './published.ts';

const stored = (event: RatingEvent) => ({
  ...event,
  id: '0199f0a0-0000-7000-8000-000000000009',
  stream: `rating-${event.data.conversationId}`,
  version: 2,
  position: '1.900.7',
  recordedAt: '2026-10-22T09:00:00.120Z',
  metadata: { who: { kind: 'customer' as const, id: event.data.customerId }, correlationId: 'story-0001' },
});
const { stars, ...about } = conversationRated.example;

it('publishes a rating as the contract says, without the words', () => {
  const event = publishRating(
    stored({ type: 'ConversationRated', data: { ...about, stars, words: '很耐心' } }),
  );
  expect(event?.data).toEqual(conversationRated.example);
  expect(conversationRated.data.parse(event?.data)).toEqual(event?.data);
  expect(event?.subject).toBe(about.conversationId);
});

it('keeps invitations to itself', () => {
  expect(publishRating(stored({ type: 'RatingInvited', data: about }))).toBeUndefined();
});
