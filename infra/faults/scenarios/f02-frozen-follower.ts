import { setTimeout as delay } from 'node:timers/promises';
import { startOwnPostgres, until, type Scenario } from '@kefu/testing/faults';
import pg from 'pg';
import { notes } from '../notes/noted.ts';
import { startReader } from '../notes/reader.ts';
import { openNotes } from '../notes/service.ts';

/** PostgreSQL ends what is idle in a transaction for 10 s (the store asks it to), so others wait no longer than that. */
const longestWaitSeconds = 12;

export const frozenFollower = ({ frozenSeconds = 60 } = {}): Scenario => ({
  name: 'F2',
  title: `a process that keeps a view frozen for ${frozenSeconds} s in mid-transaction`,
  checks: ['I1', 'I2', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const postgres = await startOwnPostgres(stage);
    const service = await openNotes(stage, { postgres: postgres.address });
    const store = service.openStore({ views: [] });
    const reader = startReader(stage, store);
    const follower = await service.start('follower', ['follow']);
    const writing = service.write(8, { pauseMs: 5, by: store });
    const keepsUp = { view: notes.name, timeoutMs: 60_000 };
    await until('it follows', async () => (await service.notesOf('')) > 50);

    // it takes its transaction id, waits for its checkpoint, and is frozen there
    const holder = new pg.Client({ connectionString: service.migrationDatabaseUrl });
    holder.on('error', () => undefined); // a scenario that breaks off takes its database away
    await holder.connect();
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    const isWaiting = async () => (await store.pool.query<{ n: number }>(waiting)).rows[0]?.n === 1;
    await until('it waits', async () => {
      await holder.query('BEGIN; SELECT FROM checkpoint FOR UPDATE');
      // a follower that has seen everything is shown nothing more while the lock is held
      const inTime = await until('it waits now', isWaiting, 1).catch(() => undefined);
      if (inTime === undefined) await holder.query('ROLLBACK');
      return inTime !== undefined;
    });
    follower.freeze();
    const frozenAt = performance.now();
    await holder.query('ROLLBACK');
    await holder.end();
    await delay(1_000); // what was committed before it is still shown
    const seen = reader.seen();
    await until('readers go on', () => reader.seen() > seen, 30);
    stage.recovered('readers', (performance.now() - frozenAt) / 1_000, longestWaitSeconds);

    await delay(Math.max(0, frozenSeconds * 1_000 - (performance.now() - frozenAt)));
    follower.thaw();
    const { acknowledged } = await writing.stop();
    stage.tell(`${acknowledged} commands`);
    const thawedAt = performance.now();
    const head = await store.head();
    stage.expect('the view is kept again', head !== null && (await store.waitFor(head, keepsUp)));
    stage.recovered('view', (performance.now() - thawedAt) / 1_000, 30);
    const stored = await service.collectLog(store);
    await until('the reader has everything', () => reader.seen() >= stored);
    await until('the view has everything', async () => (await service.notesOf('')) === stored);
    await service.compareView(store);
  },
});
