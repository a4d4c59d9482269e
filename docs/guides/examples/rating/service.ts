import { Module } from '@nestjs/common';
import { defineService } from '@kefu/service';
import { ratingPersonal, type RatingEvent } from './domain/rating.ts';
import { Ratings1790000000001 } from './migration.ts';
import { OnConversationClosed } from './on-conversation-closed.ts';
import { RatingController } from './rating.controller.ts';
import { forgetInRatings, ratings } from './ratings.view.ts';

@Module({ controllers: [RatingController, OnConversationClosed] })
class RatingModule {}

export const ratingService = defineService<RatingEvent>({
  name: 'chat', // a service of its own has its own name in the contracts
  port: 18_807,
  module: RatingModule,
  migrations: [Ratings1790000000001],
  personal: ratingPersonal,
  views: [ratings],
  forgetting: { wipe: (customerId) => [forgetInRatings(customerId)] },
  publish: () => undefined, // publishRating, once the contracts list its event
});
