import { type AnswerOf, type InputOf, type Principal, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Forbidden, Handles, hasRole, InjectStore, Input, Who } from '@kefu/service';
import { Controller } from '@nestjs/common';
import type { PayrollEvent } from '../events.ts';
import { listEntries } from './entries.view.ts';

@Controller()
export class LedgerController {
  constructor(@InjectStore() private readonly store: EventStore<PayrollEvent>) {}

  @Handles(routes['payroll.listEntries'])
  list(
    @Input() { query }: InputOf<'payroll.listEntries'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'payroll.listEntries'>> {
    if (hasRole(who, 'payroll')) return listEntries(this.store.pool, query);
    if (query.agentId !== undefined && query.agentId !== who.id) {
      throw new Forbidden('not-your-ledger', 'Only payroll sees what others are credited with.');
    }
    return listEntries(this.store.pool, { ...query, agentId: who.id });
  }
}
