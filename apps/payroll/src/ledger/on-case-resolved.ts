import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { PayrollEvent } from '../events.ts';
import { rateAt } from '../rate/domain/rates.ts';
import { ratesOf } from '../rate/rates.view.ts';
import { entryIdOf, ledger } from './domain/ledger.ts';
import { payMonthOf } from './domain/month.ts';
import { hasEntry } from './entries.view.ts';

/** Credits who resolved a case: once for ever, also when it is told again as another event or of another month. */
@EventsController('resolved-cases')
export class OnCaseResolved {
  constructor(@InjectStore() private readonly store: EventStore<PayrollEvent>) {}

  @EventPattern('returns.case-resolved.v1')
  async onCaseResolved(
    @Payload() { id, data, inbox, metadata }: Received<'returns.case-resolved.v1'>,
  ): Promise<void> {
    const { caseId, resolvedBy: agentId, at } = data;
    if (await hasEntry(this.store.pool, entryIdOf(caseId))) return;
    const amountFen = rateAt(await ratesOf(this.store.pool, 'resolved-case'), at);
    await this.store.handle({
      stream: `ledger-${agentId}-${payMonthOf(at)}`,
      decider: ledger,
      command: { caseId, agentId, at, amountFen, eventId: id },
      metadata,
      inbox,
    });
  }
}
