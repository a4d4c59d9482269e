import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeOf, providePostgres, type Home } from '@kefu/servers';
import { freePort } from './free-port.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';
import type { Stage } from './scenario.ts';

const projectRoot = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where a scenario's own servers live, beside those of the shop and of other tests. */
export const homeOfScenario = (name: string): Home => homeOf(projectRoot, `faults-${name}`);

export type OwnPostgres = OwnServer & {
  /** Of PostgreSQL's programs: pg_dump, pg_restore. */
  bin: string;
};

/** An empty PostgreSQL of the scenario's own, gone with it; the address is the superuser's. */
export const startOwnPostgres = async (stage: Stage, name = 'scenario'): Promise<OwnPostgres> => {
  const home = homeOfScenario(name);
  const folder = dirname(home.postgres.data);
  rmSync(home.postgres.data, { recursive: true, force: true });
  const server = await providePostgres({
    home,
    ports: [{ port: await freePort(), setting: 'another port' }],
    progress: stage.tell,
  });
  const own = await startOwnServer(server, home);
  stage.finally(async () => {
    await own.crash();
    for (const path of [folder, home.base]) rmSync(path, { recursive: true, force: true });
  });
  return Object.assign(own, { bin: dirname(server.program?.command ?? join(folder, 'bin/postgres')) });
};
