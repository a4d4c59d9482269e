import { type AnswerOf, type InputOf, type Principal, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Handles, InjectStore, Input, Who } from '@kefu/service';
import { Controller } from '@nestjs/common';
import type { ReturnsEvent } from '../events.ts';
import { listComplaints } from './complaints.view.ts';

@Controller()
export class ComplaintsController {
  constructor(@InjectStore() private readonly store: EventStore<ReturnsEvent>) {}

  @Handles(routes['returns.listComplaints'])
  list(
    @Input() { query }: InputOf<'returns.listComplaints'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'returns.listComplaints'>> {
    return listComplaints(this.store.pool, query, who);
  }
}
