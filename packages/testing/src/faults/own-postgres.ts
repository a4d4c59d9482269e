import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeOf, providePostgres, type Home } from '@kefu/servers';
import { freePort } from '../servers/free-port.ts';
import { clearHome, startOwnServer, type OwnServer } from './own-server.ts';
import type { Stage } from './scenario.ts';
import { mountSmallDisk } from './small-disk.ts';

const projectRoot = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where a scenario's own servers live, beside those of the shop and of other tests. */
export const homeOfScenario = (name: string): Home => homeOf(projectRoot, `faults-${name}`);

export type OwnPostgres = OwnServer & {
  /** Of PostgreSQL's programs: pg_dump, pg_restore. */
  bin: string;
  /** The folder of its data; with `diskMegabytes` a disk of that size. */
  disk: string;
};

/** An empty PostgreSQL of the scenario's own, gone with it; the address is the superuser's. */
export const startOwnPostgres = async (
  stage: Stage,
  name = 'scenario',
  { diskMegabytes }: { diskMegabytes?: number } = {},
): Promise<OwnPostgres> => {
  const home = homeOfScenario(name);
  await clearHome(home);
  const disk = dirname(home.postgres.data);
  if (diskMegabytes !== undefined) await mountSmallDisk(stage, disk, diskMegabytes);
  const server = await providePostgres({
    home,
    ports: [{ port: await freePort(), setting: 'another port' }],
    progress: stage.tell,
  });
  const own = await startOwnServer(server, home);
  stage.finally(async () => {
    await own.crash();
    if (diskMegabytes === undefined) await clearHome(home);
  });
  return Object.assign(own, { disk, bin: dirname(server.program?.command ?? '') });
};
