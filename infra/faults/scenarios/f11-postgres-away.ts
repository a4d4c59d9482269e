import { setTimeout as delay } from 'node:timers/promises';
import { startOwnPostgres, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedKafka } from '../servers.ts';

export const postgresAway = ({ awaySeconds = 60 } = {}): Scenario => ({
  name: 'F11',
  title: `PostgreSQL away for ${awaySeconds} s while events are consumed`,
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const postgres = await startOwnPostgres(stage);
    const service = await openNotes(stage, { postgres: postgres.address, kafka: await sharedKafka() });
    const notes = await service.start('notes', ['relay', 'ledger']);
    const writing = service.write(8, { pauseMs: 5 });
    await service.untilEffectsGoOn();
    await postgres.stop();
    await delay(awaySeconds * 1_000);
    await postgres.start();
    stage.recovered('effects', await service.untilEffectsGoOn(), 15);
    await writing.stop();
    stage.recovered('lag', await service.untilEffective(), 60);
    await service.collect();
    stage.expect(
      'the process lived through it',
      (await Promise.race([notes.exited, delay(0, 'lives')])) === 'lives',
    );
    stage.expect('nothing became a dead letter', Object.keys(await service.deadLetters()).length === 0);
  },
});
