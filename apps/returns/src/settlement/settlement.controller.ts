import { type AnswerOf, type InputOf, type Principal, type Refund, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { type CommandMark, Handles, Idempotency, InjectStore, Input, metadataOf, Who } from '@kefu/service';
import { Controller } from '@nestjs/common';
import { findCase } from '../case/cases.view.ts';
import { handleCase } from '../case/handle-case.ts';
import type { ReturnsEvent } from '../events.ts';
import { listRefunds, refundOf } from './refunds.view.ts';

@Controller()
export class SettlementController {
  constructor(@InjectStore() private readonly store: EventStore<ReturnsEvent>) {}

  @Handles(routes['returns.listRefunds'])
  list(
    @Input() { query }: InputOf<'returns.listRefunds'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'returns.listRefunds'>> {
    return listRefunds(this.store.pool, query, who);
  }

  @Handles(routes['returns.payRefund'])
  async pay(
    @Input() { params, body }: InputOf<'returns.payRefund'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Refund> {
    const of = await findCase(this.store.pool, params.caseId, who);
    await handleCase(this.store, {
      of,
      command: { type: 'PayRefund', ...body, paidBy: who.id, at: new Date().toISOString() },
      metadata: metadataOf(who),
      idempotency,
    });
    return refundOf(this.store.pool, params.caseId); // once paid it never changes
  }
}
