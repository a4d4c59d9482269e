import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { homeOf } from '@kefu/servers';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The tests of whole journeys run a kefu of their own beside the developer's. */
export const home = homeOf(projectRoot, process.env.KEFU_SET || 'run');
export const secretsFile = join(home.base, 'secrets.json');
export const buildStamp = join(projectRoot, '.kefu/build.stamp');
export const readyFile = join(home.runDir, 'ready.json');
export const launcherRecord = 'launcher';
