import { StandInProblem, type Doors } from '../answer.ts';
import type { World } from '../world.ts';

export const gatewayDoors = ({ people, shops }: World): Doors => ({
  'gateway.signIn': ({ body: { name, password } }) => {
    const person = people.find(({ id }) => id === name);
    if (!person || password === 'wrong') throw new StandInProblem(401, 'wrong-name-or-password');
    return { token: person.id, expiresAt: new Date(Date.now() + 36_000_000).toISOString(), person };
  },
  'gateway.whoAmI': (_, who) => who,
  'gateway.signOut': () => undefined,
  'gateway.listNames': () => ({ items: people.map(({ id, name }) => ({ agentId: id, name })) }),
  'gateway.listShops': () => ({ items: shops }),
  'gateway.status': () => ({
    state: 'degraded',
    version: '0.1.0',
    parts: [
      ...['gateway', 'chat', 'orders', 'logistics', 'returns', 'integrations'].map((name) => ({
        name,
        state: 'up' as const,
        version: '0.1.0',
      })),
      { name: 'payroll', state: 'down', detail: 'connect ECONNREFUSED 127.0.0.1:18805' },
      { name: 'postgresql', state: 'up', version: '18.4' },
      {
        name: 'kafka',
        state: 'degraded',
        version: '4.1.1',
        detail: 'consumer kefu.payroll lags 1,204 events',
      },
      { name: 'temporal', state: 'starting', version: '1.32' },
    ],
  }),
});
