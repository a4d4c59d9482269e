import { Controller } from '@nestjs/common';
import { Refused, routes, type Account, type InputOf, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Handles, InjectStore, Input, metadataOf, Who } from '@kefu/service';
import { hashPassword } from '../session/password.ts';
import type { GatewayEvent } from '../events.ts';
import { isKnownAccount, listAccounts, putAccount } from './account.ts';

const isTaken = (error: unknown) =>
  error instanceof Error && 'constraint' in error && error.constraint === 'account_sign_in_name_key';

@Controller()
export class AccountController {
  constructor(@InjectStore() private readonly store: EventStore<GatewayEvent>) {}

  @Handles(routes['gateway.listAccounts'])
  async list() {
    return { items: await listAccounts(this.store.pool) };
  }

  @Handles(routes['gateway.listNames'])
  async names() {
    const accounts = await listAccounts(this.store.pool);
    return { items: accounts.map(({ agentId, name }) => ({ agentId, name })) };
  }

  @Handles(routes['gateway.putAccount'])
  async put(
    @Input() { params, body }: InputOf<'gateway.putAccount'>,
    @Who() who: Principal,
  ): Promise<Account> {
    const { password, ...profile } = body;
    const account = { agentId: params.agentId, ...profile };
    if (!password && !(await isKnownAccount(this.store.pool, account.agentId)))
      throw new Refused('password-required', 'A new account needs a password.');
    const { agentId, roles, shops, refundLimitFen, active } = account;
    await this.store
      .commit({
        appends: [
          {
            stream: `account-${agentId}`,
            expected: 'any',
            events: [
              {
                type: 'AccountChanged',
                data: { agentId, roles, shops, refundLimitFen, active, at: new Date().toISOString() },
              },
            ],
            metadata: metadataOf(who),
          },
        ],
        statements: [putAccount(account, password && (await hashPassword(password)))],
      })
      .catch((error: unknown) => {
        if (isTaken(error))
          throw new Refused('sign-in-name-taken', 'Another account signs in under this name.');
        throw error;
      });
    return account;
  }
}
