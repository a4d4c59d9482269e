import { setTimeout as delay } from 'node:timers/promises';
import { until, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

const fiveMinutes = 300_000;

export const wrongClocks = ({ leaseMs = 5_000 } = {}): Scenario => ({
  name: 'F17',
  title: 'one process five minutes ahead, one five minutes behind',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    const settings = { leaseMs };
    const right = await service.start('right', ['relay', 'ledger'], { settings });
    await until('the right one relays', async () => (await service.relayNow())?.owner === 'right');
    const before = await service.relayNow();
    const ahead = await service.start('ahead', ['relay', 'ledger'], { settings, clockShiftMs: fiveMinutes });
    const writing = service.write(4, { pauseMs: 10 });
    await delay(leaseMs * 1.6);
    const after = await service.relayNow();
    stage.expect(
      'a clock that is ahead takes no lease',
      after?.owner === 'right' && after.token === before?.token,
    );

    await right.kill();
    stage.recovered(
      'relay to the one ahead',
      await until('it takes over', async () => (await service.relayNow())?.owner === 'ahead', 30),
      leaseMs / 1_000 + 4,
    );
    const behind = await service.start('behind', ['relay', 'ledger'], {
      settings,
      clockShiftMs: -fiveMinutes,
    });
    await ahead.kill();
    stage.recovered(
      'relay to the one behind',
      await until('it takes over', async () => (await service.relayNow())?.owner === 'behind', 30),
      leaseMs / 1_000 + 4,
    );
    await service.untilEffectsGoOn();
    await writing.stop();
    await service.collect();
    await behind.terminate();
    const { rows } = await service.store.pool.query<{ wrong: number }>(
      `SELECT count(*)::int AS wrong FROM event WHERE recorded_at NOT BETWEEN now() - interval '4 minutes' AND now()`,
    );
    stage.expect('events carry the time of the database', rows[0]?.wrong === 0);
  },
});
