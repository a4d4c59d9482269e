import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { home, projectRoot } from './places.ts';
import { runScript } from './run-script.ts';

/** What the sample shop says of itself: lines for the ready block, such as the sign-in names. */
export type Sample = { readyLines: string[] };

const note = join(home.data, 'sample.json');

/** Loads the sample shop into an empty platform, once; in a process of its own, whose memory is given back. */
export const loadSampleOnce = async (
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<Sample | undefined> => {
  if (!existsSync(note)) {
    if (!existsSync(join(projectRoot, 'infra/sample/load.ts'))) {
      progress('there is no sample shop in this checkout');
      return undefined;
    }
    progress('loading the sample shop');
    await runScript('infra/launcher/load-sample.ts', [note], { signal });
  }
  return JSON.parse(readFileSync(note, 'utf8')) as Sample; // written by load-sample
};
