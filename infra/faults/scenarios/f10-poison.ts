import { until, type Scenario } from '@kefu/testing/faults';
import { startLedger } from '../notes/ledger.ts';
import { openNotes } from '../notes/service.ts';
import { sharedKafka, sharedPostgres } from '../servers.ts';

const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const poison = 66_600;

export const poisoned = (): Scenario => ({
  name: 'F10',
  title: 'an event that cannot be handled, among others of its key and of other keys',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: await sharedKafka() });
    const { store, topicPrefix } = service;
    await service.start('relay', ['relay']);
    const strategy = await startLedger({
      store,
      transport: service.useTransport(),
      topicPrefix,
      instance: 'here',
      log,
    });
    stage.finally(() => strategy.close());

    await store.pool.query('INSERT INTO poison (fen) VALUES ($1)', [poison]);
    const writing = service.write(4, { pauseMs: 10 });
    await service.note('poisoned', 'poisoned-shop', [100, poison, 200, 300]);
    await service.note('behind', 'poisoned-shop', [400]);
    await until('one is dead and three wait behind it', async () => {
      const { failed, parked } = await service.deadLetters();
      return failed === 1 && parked === 3;
    });
    const others = await service.untilEffectsGoOn(5);
    stage.recovered('other keys', others, 5);

    const tried = await strategy.redrive({ key: 'poisoned-shop' }, 'faults');
    stage.expect('a redrive too early changes nothing', tried.redriven === 0 && tried.remaining === 4);
    await store.pool.query('DELETE FROM poison');
    const redriven = await strategy.redrive({ key: 'poisoned-shop' }, 'faults');
    stage.expect('a redrive lets all four through', redriven.redriven === 4 && redriven.remaining === 0);
    await service.note('afterwards', 'poisoned-shop', [500]);
    await writing.stop();
    await service.collect();
    const { failed = 0, parked = 0 } = await service.deadLetters();
    stage.expect('nothing waits any more', failed + parked === 0);
  },
});
