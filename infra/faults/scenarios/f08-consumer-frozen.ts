import { until, type Scenario } from '@kefu/testing/faults';
import { setTimeout as delay } from 'node:timers/promises';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

export const consumerFrozen = (): Scenario => ({
  name: 'F8',
  title: 'a consumer frozen beyond its session, and woken while others consume',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    await service.start('relay', ['relay']);
    const sleeper = await service.start('sleeper', ['ledger']);
    await service.start('other', ['ledger']);
    const writing = service.write(8, { pauseMs: 10 });
    await until('both consume', async () => (await service.instances()).length === 2, 60);
    await delay(stage.random.between(100, 1_000));
    sleeper.freeze();
    const frozenAt = performance.now();
    await service.untilCaughtUp(60);
    stage.recovered('effects', (performance.now() - frozenAt) / 1_000, 15);
    const ofSleeper = await service.deliveriesOf('sleeper');
    sleeper.thaw();
    await until(
      'the sleeper consumes again',
      async () => (await service.deliveriesOf('sleeper')) > ofSleeper,
      60,
    );
    await writing.stop();
    await service.collect();
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
  },
});
