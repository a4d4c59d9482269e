import type { Scenario } from '@kefu/testing/faults';
import { bundleOf, openCountdowns } from '../notes/countdowns.ts';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres, sharedTemporal } from '../servers.ts';

export const workerKilled = ({ runs = 10 } = {}): Scenario => ({
  name: 'F13',
  title: 'a worker killed between the effect of an activity and its completion',
  checks: ['I1', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres() });
    const countdowns = await openCountdowns(stage, service, await sharedTemporal());
    const bundle = await bundleOf('countdown');
    const doomed = await countdowns.startWorker(bundle, `activity.done:${stage.random.between(3, runs)}`);
    const shops = Array.from({ length: runs }, (_, i) => `shop-${i}`);
    const begun = await Promise.all(shops.map((shop) => countdowns.begin(shop, 500)));
    stage.expect('the worker died where it was told to', (await doomed.exited) === null);
    const diedAt = performance.now();
    await countdowns.startWorker(bundle);
    await Promise.all(begun.map((run) => run.result()));
    stage.recovered('all runs ended', (performance.now() - diedAt) / 1_000, 30);
    shops.forEach((shop) => countdowns.acknowledge(shop));
    await service.collectLog();
    await service.compareView();
    stage.expect('an activity ran twice', (await service.repeats()) > 0);
  },
});
