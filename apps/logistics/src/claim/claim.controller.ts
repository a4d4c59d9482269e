import { type AnswerOf, type InputOf, type Principal, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Handles, InjectStore, Input, Who } from '@kefu/service';
import { Controller } from '@nestjs/common';
import { listClaims } from './claims.view.ts';
import type { LogisticsEvent } from '../events.ts';

@Controller()
export class ClaimController {
  constructor(@InjectStore() private readonly store: EventStore<LogisticsEvent>) {}

  @Handles(routes['logistics.listClaims'])
  list(
    @Input() { query }: InputOf<'logistics.listClaims'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'logistics.listClaims'>> {
    return listClaims(this.store.pool, query, who);
  }
}
