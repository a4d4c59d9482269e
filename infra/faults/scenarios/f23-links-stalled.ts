import { setTimeout as delay } from 'node:timers/promises';
import { startOwnKafka, startOwnPostgres, startProxy, until, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';

export const linksStalled = ({ stalledSeconds = 30 } = {}): Scenario => ({
  name: 'F23',
  title: `the link to PostgreSQL swallows everything for ${stalledSeconds} s, then the one to Kafka`,
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const [postgres, kafka] = [await startOwnPostgres(stage), await startOwnKafka(stage)];
    const link = await startProxy({ port: Number(new URL(postgres.address).port) });
    stage.finally(() => link.close());
    const service = await openNotes(stage, {
      postgres: postgres.address,
      kafka: kafka.address,
      through: link.through,
    });
    const notes = await service.start('notes', ['relay', 'ledger']);
    const writing = service.write(4, { pauseMs: 50 });
    await service.untilEffectsGoOn();

    const refused = writing.refused();
    link.stall();
    await delay(stalledSeconds * 1_000);
    writing.refused().forEach((count, writer) => {
      const told = count - (refused[writer] ?? 0);
      stage.expect(`writer ${writer} is refused, and does not hang`, told > 0);
    });
    await link.mend();
    const answered = writing.acknowledged();
    const appends = until('appends go on', () => writing.acknowledged() > answered + 8);
    const effects = service.untilEffectsGoOn();
    stage.recovered('appends', await appends, 20);
    stage.recovered('effects after PostgreSQL', await effects, 20);
    stage.recovered('lag after PostgreSQL', await service.untilCaughtUp(), 60);

    const before = writing.acknowledged();
    kafka.link.stall();
    await delay(stalledSeconds * 1_000);
    stage.expect('commands are taken without Kafka', writing.acknowledged() > before + 50);
    await kafka.link.mend();
    stage.recovered('effects after Kafka', await service.untilEffectsGoOn(), 20);
    stage.recovered('lag after Kafka', await service.untilCaughtUp(), 60);

    await writing.stop();
    await service.collect();
    stage.expect(
      'the process lived through it',
      (await Promise.race([notes.exited, delay(0, 'lives')])) === 'lives',
    );
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
  },
});
