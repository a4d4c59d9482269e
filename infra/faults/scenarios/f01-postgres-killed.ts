import { setTimeout as delay } from 'node:timers/promises';
import { startOwnPostgres, until, type Scenario } from '@kefu/testing/faults';
import { startReader } from '../notes/reader.ts';
import { openNotes } from '../notes/service.ts';

export const postgresKilled = ({ crashes = 3 } = {}): Scenario => ({
  name: 'F1',
  title: `PostgreSQL killed ${crashes} × under 16 writers`,
  checks: ['I1', 'I2', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const postgres = await startOwnPostgres(stage);
    const service = await openNotes(stage, { postgres: postgres.address });
    const reader = startReader(stage, service.store);
    const writing = service.write(16);
    for (let i = 0; i < crashes; i += 1) {
      await delay(stage.random.between(300, 1_500));
      const before = writing.acknowledged();
      await postgres.crash();
      const crashedAt = performance.now();
      const answered = writing.acknowledged();
      await postgres.start();
      // the first may be answers that were under way when it died
      await until('appends go on', () => writing.acknowledged() > answered + 16);
      stage.recovered('appends', (performance.now() - crashedAt) / 1_000, 30);
      stage.tell(`${before} acknowledged before crash ${i + 1}`);
    }
    const { acknowledged } = await writing.stop();
    const stored = await service.collectLog();
    await until('the reader has everything', () => reader.seen() >= stored);
    await service.compareView();
    stage.tell(`${acknowledged} commands, ${stored} events`);
  },
});
