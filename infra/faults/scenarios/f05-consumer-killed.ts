import type { Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

export const consumerKilled = (): Scenario => ({
  name: 'F5',
  title: 'a consumer killed after the effect was committed, before its offset',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    await service.start('relay', ['relay']);
    const failAt = `consumer.handled:${stage.random.between(20, 200)}`;
    const doomed = await service.start('doomed', ['ledger'], { failAt });
    const writing = service.write(8, { pauseMs: 10 });
    stage.expect('the consumer died where it was told to', (await doomed.exited) === null);
    const diedAt = performance.now();
    await service.start('heir', ['ledger']);
    await service.untilEffectsGoOn();
    stage.recovered('effects', (performance.now() - diedAt) / 1_000, 15);
    await writing.stop();
    await service.collect();
    stage.expect('what had its effect came again', (await service.repeats()) > 0);
  },
});
