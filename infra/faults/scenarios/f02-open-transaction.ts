import { setTimeout as delay } from 'node:timers/promises';
import { startOwnPostgres, until, type Scenario, type Stage } from '@kefu/testing/faults';
import pg from 'pg';
import { startReader } from '../notes/reader.ts';
import { openDoors } from '../notes/doors.ts';
import { openNotes, run } from '../notes/service.ts';
import { sharedKafka } from '../servers.ts';

/** A service that is written to and read, and one table elsewhere in its cluster or in its own database. */
const setUp = async (stage: Stage, where: 'foreign' | 'own') => {
  const postgres = await startOwnPostgres(stage);
  const kafka = await sharedKafka();
  const service = await openNotes(stage, { postgres: postgres.address, kafka });
  const door = await (await openDoors(stage, service, kafka)).open();
  // a service role's transaction would be ended when it is idle; nobody's own client is
  const address = where === 'foreign' ? postgres.address : service.migrationDatabaseUrl;
  await run(address, ['CREATE TABLE work (n int)']);
  const reader = startReader(stage, service.store);
  const writing = service.write(8, { pauseMs: 5 });
  await until('the reader reads', () => reader.seen() > 50);

  const open = async () => {
    const client = new pg.Client({ connectionString: address });
    client.on('error', () => undefined); // a scenario that breaks off takes its database away
    await client.connect();
    await client.query('BEGIN; INSERT INTO work VALUES (1)');
    return async (): Promise<void> => {
      await client.query('COMMIT');
      await client.end();
    };
  };
  const database = new URL(address).pathname.slice(1);
  const age = () => door.figure('kefu_xmin_age_seconds', `database="${database}"`);
  const finish = async (): Promise<void> => {
    // nobody writes there, no figure
    await until('the alert ends', async () => (await age().catch(() => 0)) < 1);
    await writing.stop();
    const stored = await service.collectLog();
    await until('the reader has everything', () => reader.seen() >= stored);
  };
  return { reader, writing, open, age, finish };
};

// what was committed before the transaction began is shown anyhow
const shownAnywayMs = 1_000;

export const foreignTransaction = ({ heldSeconds = 30 } = {}): Scenario => ({
  name: 'F2',
  title: `a writing transaction open for ${heldSeconds} s in another database: readers go on`,
  checks: ['I1', 'I2', 'I3', 'I7'],
  play: async (stage) => {
    const { reader, writing, open, age, finish } = await setUp(stage, 'foreign');
    const commit = await open();
    const over = performance.now() + heldSeconds * 1_000;
    await delay(shownAnywayMs);
    const [seen, acknowledged] = [reader.seen(), writing.acknowledged()];
    let standstillMs = 0;
    for (; performance.now() < over; await delay(20))
      standstillMs = Math.max(standstillMs, performance.now() - reader.lastSeenAt());
    const openFor = await age();
    const [read, written] = [reader.seen() - seen, writing.acknowledged() - acknowledged];
    await commit();
    stage.tell(`meanwhile ${written} commands were answered, ${read} events read`);
    stage.expect(
      `the alert sees the transaction (${openFor} s)`,
      openFor > Math.min(5, heldSeconds - shownAnywayMs / 1_000),
    );
    stage.expect('writers go on meanwhile', written > 0);
    // each command is an event or three; all but the last few are read
    stage.expect(`readers go on meanwhile (${read} events of ${written} commands)`, read > written / 2);
    stage.recovered('readers’ longest standstill', standstillMs / 1_000, 3);
    await finish();
  },
});

export const ownTransaction = ({ heldSeconds = 8 } = {}): Scenario => ({
  name: 'F2',
  title: `a writing transaction open for ${heldSeconds} s in the log's own database: readers wait`,
  checks: ['I1', 'I2', 'I3', 'I7'],
  play: async (stage) => {
    const { reader, writing, open, age, finish } = await setUp(stage, 'own');
    const commit = await open();
    const over = performance.now() + heldSeconds * 1_000;
    await delay(shownAnywayMs);
    const [seen, acknowledged] = [reader.seen(), writing.acknowledged()];
    await delay(Math.max(0, over - performance.now()));
    const openFor = await age();
    stage.expect(`the alert sees the transaction (${openFor} s)`, openFor > 5);
    stage.expect('writers go on meanwhile', writing.acknowledged() > acknowledged);
    stage.expect('readers wait: it might still write what belongs before', reader.seen() === seen);
    await commit();
    stage.recovered('readers', await until('the reader reads on', () => reader.seen() > seen), 1);
    await finish();
  },
});
