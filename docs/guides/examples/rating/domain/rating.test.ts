import { describe, it } from '@jest/globals';
import { deciderTest } from '@kefu/testing';
import { rating, type RatingEvent } from './rating.ts';

const { given } = deciderTest(rating);

const about = {
  conversationId: '0199f0a0-0000-7000-8000-000000000005',
  customerId: 'cu_5f1d0c7a9b2e4d6f8a0b',
  agentId: 'lin',
};
const at = '2026-10-22T09:00:00Z';
const invited: RatingEvent = { type: 'RatingInvited', data: { ...about, at: '2026-10-21T03:00:00Z' } };
const rate = { type: 'RateConversation', stars: 5, words: '很耐心', at } as const;
const rated: RatingEvent = { type: 'ConversationRated', data: { ...about, stars: 5, words: '很耐心', at } };
const reminded: RatingEvent = { type: 'RatingReminded', data: { ...about, at } };
const lapsed: RatingEvent = { type: 'RatingLapsed', data: { ...about, at } };

describe('rating a conversation', () => {
  it('is for those who were invited', () => given().when(rate).thenRefused('rating-not-invited'));
  it('happens once', () => given(invited).when(rate).then(rated));
  it('stays quiet when the same comes again', () => given(invited, rated).when(rate).thenNothing());
  it('is not changed later', () =>
    given(invited, rated)
      .when({ ...rate, stars: 1 })
      .thenRefused('rated-already'));
  it('is refused once the invitation lapsed', () =>
    given(invited, lapsed).when(rate).thenRefused('rating-lapsed'));
});

describe('an invitation', () => {
  it('is made once', () =>
    given(invited)
      .when({ type: 'InviteRating', ...about, at })
      .thenNothing());
  it('is repeated once', () => {
    given(invited).when({ type: 'RemindOfRating', at }).then(reminded);
    given(invited, reminded).when({ type: 'RemindOfRating', at }).thenNothing();
  });
  it('lapses when nobody rates', () =>
    given(invited, reminded).when({ type: 'LetRatingLapse', at }).then(lapsed));
  it('does not lapse after the rating', () =>
    given(invited, rated).when({ type: 'LetRatingLapse', at }).thenNothing());
});
