import { type AnswerOf, type InputOf, type Principal, type Rate, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { type CommandMark, Handles, Idempotency, InjectStore, Input, metadataOf, Who } from '@kefu/service';
import { Controller } from '@nestjs/common';
import type { PayrollEvent } from '../events.ts';
import { rates } from './domain/rates.ts';
import { ratesOf } from './rates.view.ts';

@Controller()
export class RateController {
  constructor(@InjectStore() private readonly store: EventStore<PayrollEvent>) {}

  @Handles(routes['payroll.listRates'])
  async list(): Promise<AnswerOf<'payroll.listRates'>> {
    return { items: await ratesOf(this.store.pool) };
  }

  @Handles(routes['payroll.setRate'])
  async set(
    @Input() { body }: InputOf<'payroll.setRate'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ): Promise<Rate> {
    const metadata = metadataOf(who);
    await this.store.handle({
      stream: `rate-${body.kind}`,
      decider: rates,
      command: body,
      metadata,
      idempotency,
    });
    return body;
  }
}
