import { setTimeout as delay } from 'node:timers/promises';
import { until, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

export const relayFrozen = ({ leaseMs = 5_000 } = {}): Scenario => ({
  name: 'F6',
  title: 'a relay frozen beyond its lease, and woken while another relays',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    const settings = { leaseMs };
    const sleeper = await service.start('sleeper', ['relay'], { settings });
    await until('the sleeper relays', async () => (await service.relayNow())?.owner === 'sleeper');
    await service.start('waker', ['relay'], { settings });
    await service.start('ledger', ['ledger']);
    const writing = service.write(8, { pauseMs: 5 });
    await service.untilEffectsGoOn();
    await delay(stage.random.between(100, 1_000));
    sleeper.freeze();
    const frozenAt = performance.now();
    await until('the other takes over', async () => (await service.relayNow())?.owner === 'waker', 30);
    await service.untilEffectsGoOn();
    stage.recovered('effects', (performance.now() - frozenAt) / 1_000, leaseMs / 1_000 + 4);
    const before = await service.relayNow();
    sleeper.thaw();
    await delay(leaseMs * 1.5); // as long as it would take to take over again
    const after = await service.relayNow();
    stage.expect('the one that woke up is fenced', after?.owner === 'waker' && after.token === before?.token);
    await writing.stop();
    await service.collect();
  },
});
