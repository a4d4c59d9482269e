import { setTimeout as delay } from 'node:timers/promises';
import { startOwnTemporal, startProxy, until, type Scenario } from '@kefu/testing/faults';
import { bundleOf, openCountdowns } from '../notes/countdowns.ts';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';

export const temporalAway = ({ awaySeconds = 60, runs = 10 } = {}): Scenario => ({
  name: 'F14',
  title: `Temporal killed and away for ${awaySeconds} s, then its link to the worker cut for 10 s`,
  checks: ['I1', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const temporal = await startOwnTemporal(stage);
    const link = await startProxy({ port: Number(temporal.address.split(':')[1]) });
    stage.finally(() => link.close());
    const service = await openNotes(stage, { postgres: await sharedPostgres() });
    const through = `127.0.0.1:${link.port}`;
    const countdowns = await openCountdowns(stage, service, temporal.address, { through });
    const worker = await countdowns.startWorker(await bundleOf('countdown'));
    const begin = async (of: string) => {
      const shops = Array.from({ length: runs }, (_, i) => `${of}-${i}`);
      for (const shop of shops) await countdowns.begin(shop, 5_000);
      await until('all have begun', async () => (await service.notesOf(of)) === runs);
      return shops;
    };
    const untilDue = (of: string) =>
      until('all timers fired', async () => (await service.notesOf(of)) === 2 * runs, 60);

    const first = await begin('server');
    await temporal.crash();
    await delay(awaySeconds * 1_000);
    stage.expect('no timer fires without a server', (await service.notesOf('server')) === runs);
    await temporal.start();
    stage.recovered('timers after the server', await untilDue('server'), 30);

    const second = await begin('link');
    await link.cut();
    await delay(10_000);
    await link.mend();
    stage.recovered('timers after the link', await untilDue('link'), 30);

    for (const shop of [...first, ...second]) countdowns.acknowledge(shop);
    await service.collectLog();
    await service.compareView();
    stage.expect(
      'the worker lived through it',
      (await Promise.race([worker.exited, delay(0, 'lives')])) === 'lives',
    );
  },
});
