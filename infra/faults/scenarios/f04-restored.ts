import { join } from 'node:path';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { run as runTool } from '@kefu/servers';
import { startOwnPostgres, until, type Scenario } from '@kefu/testing/faults';
import pg from 'pg';
import { startReader } from '../notes/reader.ts';
import { openNotes, run } from '../notes/service.ts';

const rolesOf = async (server: string, names: readonly string[]): Promise<string[]> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query<{ name: string; password: string }>(
    'SELECT rolname AS name, rolpassword AS password FROM pg_authid WHERE rolname = ANY($1)',
    [names],
  );
  await client.end();
  return rows.map(({ name, password }) => `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
};

const runbook = new URL('../../../docs/guides/operate.md', import.meta.url);

/** What the guide tells operators to do in a restored log. */
const stepsOfTheRunbook = (): string[] => {
  const [, block] =
    /into \*\*another PostgreSQL cluster\*\*[^]*?```sql\n([^]*?)```/.exec(readFileSync(runbook, 'utf8')) ??
    [];
  if (block === undefined)
    throw new Error('docs/guides/operate.md does not say how to restore into another cluster');
  return block.split(';').filter((statement) => statement.trim() !== '');
};

/** What the same path is on another server. */
const at = (server: string, url: string): string =>
  Object.assign(new URL(url), { host: new URL(server).host }).href;

export const restored = (): Scenario => ({
  name: 'F4',
  title: 'dumped, and restored into a new cluster',
  checks: ['I1', 'I2', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const old = await startOwnPostgres(stage, 'old');
    const service = await openNotes(stage, { postgres: old.address });
    // an old cluster has used up many transaction ids, of which the new one knows nothing
    await run(old.address, [
      'DO $$ BEGIN FOR i IN 1..3000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$',
    ]);
    const before = startReader(stage, service.store);
    const writing = service.write(8);
    await until('events are there', () => before.seen() > 500);
    await writing.stop();
    await service.store.waitFor((await service.store.head()) ?? '');
    await until('the reader has everything', async () => before.position() === (await service.store.head()));
    await before.stop();

    const restoringSince = performance.now();
    const fresh = await startOwnPostgres(stage, 'new');
    await run(fresh.address, await rolesOf(old.address, [service.serviceRole, service.ownerRole]));
    for (const url of [service.databaseUrl, service.keysDatabaseUrl]) {
      const name = new URL(url).pathname.slice(1);
      const file = join(tmpdir(), `kefu-${name}.dump`);
      stage.finally(() => rmSync(file, { force: true }));
      const dumped = Object.assign(new URL(old.address), { pathname: `/${name}` }).href;
      await runTool(join(old.bin, 'pg_dump'), ['--format=custom', `--file=${file}`, dumped]);
      await run(fresh.address, [`CREATE DATABASE ${name} OWNER ${service.ownerRole}`]);
      const into = Object.assign(new URL(fresh.address), { pathname: `/${name}` }).href;
      await runTool(join(fresh.bin, 'pg_restore'), ['--exit-on-error', `--dbname=${into}`, file]);
    }
    await old.stop();

    const again = service.openStore({
      databaseUrl: at(fresh.address, service.databaseUrl),
      ownerDatabaseUrl: at(fresh.address, service.migrationDatabaseUrl),
      keys: { databaseUrl: at(fresh.address, service.keysDatabaseUrl), masterKey: Buffer.alloc(32, 7) },
    });
    const hidden = await again.feed({ after: null, limit: 10_000 });
    stage.expect(
      'without a new epoch the log looks shorter than it is',
      hidden.events.length < before.seen(),
    );
    await run(at(fresh.address, service.migrationDatabaseUrl), stepsOfTheRunbook());
    const after = startReader(stage, again, { after: before.position() });
    const more = service.write(8, { by: again, from: 'again' });
    await until('appends go on', () => more.acknowledged() > 0);
    stage.recovered('appends', (performance.now() - restoringSince) / 1_000, 60);
    await until('readers go on where they were', () => after.seen() > 0, 5);
    await until('more events are there', () => more.acknowledged() > 200);
    await more.stop();
    const stored = await service.collectLog(again);
    await until('the reader has everything', () => before.seen() + after.seen() >= stored);
    await service.compareView(again);
  },
});
