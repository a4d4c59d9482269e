import { setTimeout as delay } from 'node:timers/promises';
import { startOwnPostgres, until, type Scenario } from '@kefu/testing/faults';
import pg from 'pg';
import { startReader } from '../notes/reader.ts';
import { openDoors } from '../notes/doors.ts';
import { openNotes, run } from '../notes/service.ts';
import { sharedKafka } from '../servers.ts';

export const foreignTransaction = ({ heldSeconds = 30 } = {}): Scenario => ({
  name: 'F2',
  title: `a writing transaction open for ${heldSeconds} s in another database`,
  checks: ['I1', 'I2', 'I3', 'I7'],
  play: async (stage) => {
    const postgres = await startOwnPostgres(stage);
    const kafka = await sharedKafka();
    const service = await openNotes(stage, { postgres: postgres.address, kafka });
    const door = await (await openDoors(stage, service, kafka)).open();
    await run(postgres.address, ['CREATE TABLE foreign_work (n int)']);
    const reader = startReader(stage, service.store);
    const writing = service.write(8, { pauseMs: 5 });
    await until('the reader reads', () => reader.seen() > 50);

    const foreign = new pg.Client({ connectionString: postgres.address });
    await foreign.connect();
    await foreign.query('BEGIN; INSERT INTO foreign_work VALUES (1)');
    const openedAt = performance.now();
    await delay(1_000); // what was committed before it is shown anyhow
    const acknowledged = writing.acknowledged();
    await delay(Math.max(0, heldSeconds * 1_000 - (performance.now() - openedAt)));
    const age = await door.figure('kefu_xmin_age_seconds');
    stage.expect(`the alert sees the transaction (${age} s)`, age > Math.min(5, heldSeconds - 1));
    stage.expect('writers go on meanwhile', writing.acknowledged() > acknowledged);
    await foreign.query('COMMIT');
    const seen = reader.seen();
    const resumed = await until('the reader reads on', () => reader.seen() > seen);
    stage.recovered('readers', resumed, 1);
    await foreign.end();
    await until('the alert ends', async () => (await door.figure('kefu_xmin_age_seconds')) < 1);

    await writing.stop();
    const stored = await service.collectLog();
    await until('the reader has everything', () => reader.seen() >= stored);
  },
});
