import type { EventStore } from '@kefu/event-store';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayEvent } from '../events.ts';
import { hashPassword } from '../session/password.ts';
import { listAccounts, putAccount } from './account.ts';

/** An installation without any account gets `admin`, who sets up the others. */
export const makeFirstAdministrator = async (
  store: EventStore<GatewayEvent>,
  password: string,
): Promise<void> => {
  if ((await listAccounts(store.pool)).length > 0) return;
  const profile = {
    agentId: 'admin',
    roles: ['administrator' as const],
    shops: ['*'],
    refundLimitFen: 0,
    active: true,
  };
  const account = { ...profile, signInName: 'admin', name: '管理员' };
  await store.commit({
    appends: [
      {
        stream: 'account-admin',
        expected: 'none',
        events: [{ type: 'AccountChanged', data: { ...profile, at: new Date().toISOString() } }],
        metadata: { who: { kind: 'system', id: 'installation' }, correlationId: uuidv7() },
      },
    ],
    statements: [putAccount(account, await hashPassword(password))],
  });
};
