import { Refused, type Decider, type DomainEvent, type PersonalFields } from '@kefu/contracts';

type About = { conversationId: string; customerId: string; agentId: string; at: string };

export type RatingInvited = DomainEvent<'RatingInvited', About>;
export type RatingReminded = DomainEvent<'RatingReminded', About>;
export type ConversationRated = DomainEvent<'ConversationRated', About & { stars: number; words: string }>;
export type RatingLapsed = DomainEvent<'RatingLapsed', About>;
export type RatingEvent = RatingInvited | RatingReminded | ConversationRated | RatingLapsed;

/** What customers write is theirs: encrypted in the log under their own key. */
export const ratingPersonal = {
  ConversationRated: { subject: 'customerId', fields: ['words'] },
} as const satisfies PersonalFields<RatingEvent>;

export type RatingCommand =
  | ({ type: 'InviteRating' } & About)
  | { type: 'RateConversation'; stars: number; words: string; at: string }
  | { type: 'RemindOfRating' | 'LetRatingLapse'; at: string };

export type Rating =
  | { status: 'none' }
  | ({ status: 'invited' | 'reminded' | 'lapsed' } & About)
  | ({ status: 'rated'; stars: number } & About);

const rate = (stars: number, words: string, about: About, rating: Rating): RatingEvent[] => {
  // The page sends again when an answer got lost.
  if (rating.status === 'rated' && rating.stars === stars) return [];
  if (rating.status === 'rated') throw new Refused('rated-already');
  if (rating.status === 'lapsed') throw new Refused('rating-lapsed');
  return [{ type: 'ConversationRated', data: { ...about, stars, words } }];
};

const decide = (command: RatingCommand, rating: Rating): RatingEvent[] => {
  if (command.type === 'InviteRating') {
    const { type: _, ...about } = command;
    return rating.status === 'none' ? [{ type: 'RatingInvited', data: about }] : [];
  }
  if (rating.status === 'none') throw new Refused('rating-not-invited');
  const { conversationId, customerId, agentId } = rating;
  const about = { conversationId, customerId, agentId, at: command.at };
  const isOpen = rating.status === 'invited' || rating.status === 'reminded';
  switch (command.type) {
    case 'RateConversation':
      return rate(command.stars, command.words, about, rating);
    case 'RemindOfRating':
      return rating.status === 'invited' ? [{ type: 'RatingReminded', data: about }] : [];
    case 'LetRatingLapse':
      return isOpen ? [{ type: 'RatingLapsed', data: about }] : [];
  }
};

const evolve = (_: Rating, { type, data }: RatingEvent): Rating => {
  const { conversationId, customerId, agentId, at } = data;
  const about = { conversationId, customerId, agentId, at };
  switch (type) {
    case 'RatingInvited':
      return { status: 'invited', ...about };
    case 'RatingReminded':
      return { status: 'reminded', ...about };
    case 'ConversationRated':
      return { status: 'rated', stars: data.stars, ...about };
    case 'RatingLapsed':
      return { status: 'lapsed', ...about };
  }
};

export const rating: Decider<RatingCommand, Rating, RatingEvent> = {
  initial: { status: 'none' },
  evolve,
  decide,
};
