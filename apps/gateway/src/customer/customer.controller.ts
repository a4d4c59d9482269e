import { Controller } from '@nestjs/common';
import { routes, type InputOf, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { type CommandMark, Handles, Idempotency, InjectStore, Input, metadataOf, Who } from '@kefu/service';
import type { GatewayEvent } from '../events.ts';
import { endSessionsOf, type CustomerForgotten } from './forget-customer.ts';

@Controller()
export class CustomerController {
  constructor(@InjectStore() private readonly store: EventStore<GatewayEvent>) {}

  @Handles(routes['gateway.forgetCustomer'])
  async forget(
    @Input() { params, body }: InputOf<'gateway.forgetCustomer'>,
    @Who() who: Principal,
    @Idempotency() idempotency?: CommandMark,
  ) {
    const forgotten: CustomerForgotten['data'] = {
      customerId: params.customerId,
      at: new Date().toISOString(),
    };
    const { answer } = await this.store.commit({
      appends: [
        {
          stream: `customer-${params.customerId}`,
          expected: 'any',
          events: [{ type: 'CustomerForgotten', data: forgotten }],
          metadata: metadataOf(who, { why: body.reason }),
        },
      ],
      statements: [endSessionsOf(params.customerId)],
      idempotency,
      answer: forgotten,
    });
    return answer;
  }
}
