import { provideTemporal } from '@kefu/servers';
import { freePort } from '../servers/free-port.ts';
import { homeOfScenario } from './own-postgres.ts';
import { clearHome, startOwnServer, type OwnServer } from './own-server.ts';
import type { Stage } from './scenario.ts';

/** A Temporal of the scenario's own, empty, gone with it. */
export const startOwnTemporal = async (stage: Stage): Promise<OwnServer> => {
  const home = homeOfScenario('temporal');
  await clearHome(home);
  const server = await provideTemporal({
    home,
    ports: [
      { port: await freePort(), setting: 'another port' },
      { port: await freePort(), setting: 'another port' },
    ],
    progress: stage.tell,
  });
  const own = await startOwnServer(server, home);
  stage.finally(async () => {
    await own.crash();
    await clearHome(home);
  });
  return own;
};
