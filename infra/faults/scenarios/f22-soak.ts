import { setTimeout as delay } from 'node:timers/promises';
import { startOwnKafka, startOwnPostgres, startProxy, type Child, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { faults } from '../soak/faults.ts';
import { startSampling } from '../soak/samples.ts';
import type { World } from '../soak/world.ts';

/** What a process may grow by in a minute at the end of the warm-up; a soak of an hour shows less than this. */
const flat = { 'memory, MB': 1, 'lag, events': 20, connections: 0.5, 'open files': 0.5 };

export const soak = ({ minutes = 60, everySeconds = 30 } = {}): Scenario => ({
  name: 'F22',
  title: `${minutes} minutes with a random fault every ${everySeconds} s`,
  checks: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'],
  play: async (stage) => {
    const [postgres, kafka] = [
      await startOwnPostgres(stage, 'soak-postgres'),
      await startOwnKafka(stage, 'soak-kafka'),
    ];
    const link = await startProxy({ port: Number(new URL(postgres.address).port) });
    stage.finally(() => link.close());
    const service = await openNotes(stage, {
      postgres: postgres.address,
      kafka: kafka.address,
      through: link.through,
    });
    const steady = await service.start('steady', ['relay', 'ledger']);
    const victims: Child[] = [];
    let begun = 0;
    const world: World = {
      ...{ stage, service, postgres, kafka, link, victims },
      startVictim: async () => {
        victims.push(await service.start(`victim-${(begun += 1)}`, ['relay', 'ledger']));
      },
    };
    await world.startVictim();
    const writing = service.write(2, { pauseMs: 100 });
    await service.untilEffectsGoOn();
    const sampled = startSampling(service, steady.pid);
    const over = performance.now() + minutes * 60_000;
    const names = Object.keys(faults);
    while (performance.now() < over) {
      const name = stage.random.pick(names);
      const next = delay(everySeconds * 1_000);
      await faults[name]?.(world);
      stage.recovered(name, await service.untilCaughtUp(120), 60);
      await next;
    }
    await writing.stop();
    await service.collect(120);
    await service.compareView();
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
    for (const { what, perMinute, most, last } of await sampled()) {
      stage.tell(`${what}: ${perMinute.toFixed(2)} a minute, ${most} at most, ${last} at the end`);
      // a few minutes are all warm-up
      if (minutes >= 30)
        stage.expect(`${what} stays flat (${perMinute.toFixed(2)} a minute)`, perMinute <= flat[what]);
    }
    stage.expect(
      'the steady process lived through it all',
      (await Promise.race([steady.exited, delay(0, 'lives')])) === 'lives',
    );
  },
});
