import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { logOf, runningRecord, SetupProblem } from '@kefu/servers';

import { home, launcherRecord, projectRoot } from './places.ts';
import { readyBlock } from './ready-block.ts';

/** `npm start -- --detach`: the launcher goes on in the background; this returns once kefu is ready, or says why not. */
export const startDetached = async (): Promise<void> => {
  if (runningRecord(home, launcherRecord) !== undefined) {
    console.log(`kefu runs already.\n${readyBlock() ?? 'It is still starting.'}`);
    return;
  }
  mkdirSync(home.logDir, { recursive: true });
  const path = logOf(home, launcherRecord);
  const log = openSync(path, 'w');
  // The same door as npm's, which becomes the launcher with the flags that are its own.
  const launcher = spawn(join(projectRoot, 'infra/kefu'), ['start', '--in-background'], {
    cwd: projectRoot,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let shown = 0;
  for (;;) {
    const said = readFileSync(path, 'utf8');
    process.stdout.write(said.slice(shown));
    shown = said.length;
    if (said.includes('\nkefu is ready\n')) break;
    if (launcher.exitCode !== null) throw new SetupProblem('kefu did not start; the reason is above.');
    await delay(100);
  }
  launcher.unref();
};
