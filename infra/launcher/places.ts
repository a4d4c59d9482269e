import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { homeOf } from '@kefu/servers';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
export const home = homeOf(projectRoot, 'run');

/** Everything that a start leaves behind and `npm run reset` removes, but the downloads. */
export const secretsFile = join(projectRoot, '.kefu/secrets.json');
export const buildStamp = join(projectRoot, '.kefu/build.stamp');
export const readyFile = join(home.runDir, 'ready.json');
export const launcherRecord = 'launcher';
