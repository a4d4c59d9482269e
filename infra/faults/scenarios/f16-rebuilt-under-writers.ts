import { setTimeout as delay } from 'node:timers/promises';
import { until, type Scenario } from '@kefu/testing/faults';
import pg from 'pg';
import { notes } from '../notes/noted.ts';
import { openNotes, type Notes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';

/** Looks at the live view all the time: it must never be emptier than it was. */
const watchView = (service: Notes) => {
  let watching = true;
  let most = 0;
  let shrinkings = 0;
  const looking = (async () => {
    while (watching) {
      const { rows } = await service.store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM note');
      const n = rows[0]?.n ?? 0;
      if (n < most) shrinkings += 1;
      most = Math.max(most, n);
      await delay(5);
    }
  })();
  return async (): Promise<number> => {
    watching = false;
    await looking;
    return shrinkings;
  };
};

const count = async (client: pg.Client, sql: string): Promise<number> =>
  (await client.query<{ n: number }>(`SELECT count(*)::int AS n ${sql}`)).rows[0]?.n ?? 0;

export const rebuiltUnderWriters = ({ events = 8_000 } = {}): Scenario => ({
  name: 'F16',
  title: 'a view rebuilt twice under 16 writers, its rebuild killed half-way and at the switch',
  checks: ['I1', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const service = await openNotes(stage, { postgres: await sharedPostgres() });
    const owner = new pg.Client({ connectionString: service.migrationDatabaseUrl });
    await owner.connect();
    stage.finally(() => owner.end());
    const writing = service.write(16);
    await until('the log is long', () => writing.acknowledged() > events / 1.6, 120);
    const shrinkingsOf = watchView(service);
    for (let i = 0; i < 2; i += 1) await service.store.rebuild(notes);

    const tables = `FROM pg_class WHERE relkind = 'r' AND relname ~ 'note'`;
    const before = await count(owner, tables);
    const halfWay = await service.start('half-way', ['rebuild']);
    await until('it builds beside', async () => (await count(owner, tables)) > before);
    await halfWay.kill();
    stage.expect('the first rebuild died half-way', !halfWay.said.some((line) => line.startsWith('rebuilt')));

    await owner.query('BEGIN; LOCK TABLE note IN ACCESS SHARE MODE');
    const atSwitch = await service.start('at-switch', ['rebuild']);
    const waiting = `FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = '${service.ownerRole}'`;
    const onlooker = new pg.Client({ connectionString: service.migrationDatabaseUrl });
    await onlooker.connect();
    stage.finally(() => onlooker.end());
    await until('it waits to switch', async () => (await count(onlooker, waiting)) > 0);
    await atSwitch.kill();
    await owner.query('ROLLBACK');
    stage.expect(
      'the second rebuild died before the switch',
      !atSwitch.said.some((line) => line.startsWith('rebuilt')),
    );

    const again = await until(
      'a rebuild comes through',
      async () => (await service.store.rebuild(notes)).events > 0,
    );
    stage.recovered('rebuild', again, 30);
    stage.expect('the live view never lost a row', (await shrinkingsOf()) === 0);
    await writing.stop();
    await service.collectLog();
    await service.compareView();
    await service.compareView();
  },
});
