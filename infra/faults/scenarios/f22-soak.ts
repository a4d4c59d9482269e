import { setTimeout as delay } from 'node:timers/promises';
import { startOwnKafka, startOwnPostgres, startProxy, type Child, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { faults } from '../soak/faults.ts';
import { judgeSoak } from '../soak/judging.ts';
import { createLoad } from '../soak/load.ts';
import { startSampling } from '../soak/samples.ts';
import type { World } from '../soak/world.ts';

/** Shorter ones are too unsteady to say whether a connection is lost now and then: their trends are told and not judged. */
const judgedFromMinutes = 45;
// too late is a violation, and the rest is worth knowing
const longestCatchUpSeconds = 600;

type Options = {
  minutes?: number;
  everySeconds?: number;
  /** Commands; half of what the service carries unless given, which says little where others use the machine, too. */
  perSecond?: number | undefined;
};

export const soak = ({ minutes = 60, everySeconds = 30, perSecond }: Options = {}): Scenario => ({
  name: 'F22',
  title: `${minutes} minutes with a random fault every ${everySeconds} s`,
  checks: ['I5', 'I7'], // the others have too many facts: judgeSoak
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
    const load = createLoad(stage, service);
    const capacity = await load.capacity(10);
    const pace = perSecond ?? capacity / 2;
    stage.tell(`the service carries ${capacity.toFixed(0)} commands a second; it gets ${pace.toFixed(0)}`);
    const pacing = load.pace(pace);
    const sampled = startSampling(service, steady.pid);
    const over = performance.now() + minutes * 60_000;
    const names = Object.keys(faults);
    while (performance.now() < over) {
      const name = stage.random.pick(names);
      const next = delay(everySeconds * 1_000);
      await faults[name]?.(world);
      stage.recovered(name, await service.untilCaughtUp(longestCatchUpSeconds), 60);
      await next;
    }
    const { turnedAway } = await pacing.stop();
    stage.tell(`${turnedAway} commands were not begun, since too many waited`);
    await service.untilCaughtUp(longestCatchUpSeconds);
    const trends = await sampled();
    await judgeSoak(stage, service, load);
    await service.compareView();
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
    for (const { what, verdict, said, most, last } of trends) {
      stage.tell(`${what}: ${verdict} (${said}), ${most} at most, ${last ?? 'nothing'} at the end`);
      if (minutes >= judgedFromMinutes) stage.expect(`${what} stays flat (${said})`, verdict === 'flat');
    }
    stage.expect(
      'the steady process lived through it all',
      (await Promise.race([steady.exited, delay(0, 'lives')])) === 'lives',
    );
  },
});
