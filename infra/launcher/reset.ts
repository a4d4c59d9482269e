import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';

import { removeVolume, SetupProblem } from '@kefu/servers';

import { home, secretsFile } from './places.ts';
import { progress } from './progress.ts';
import type { Settings } from './settings.ts';
import { stop } from './stop.ts';

const isConfirmed = async (): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = 'This deletes every order, conversation and case kept here. Type "yes" to go on: ';
  const closed = once(terminal, 'close').then(() => 'no'); // the input ended without an answer
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
};

/** Back to an empty shop. Downloads and logs stay. */
export const reset = async (settings: Settings, { sure }: { sure: boolean }): Promise<void> => {
  if (settings.KEFU_POSTGRES_URL !== undefined) {
    throw new SetupProblem(
      'KEFU_POSTGRES_URL names a server that is not ours to empty: drop its kefu_… databases there.',
    );
  }
  if (!sure && !(await isConfirmed())) {
    console.log('Nothing was deleted.');
    return;
  }
  await stop(progress);
  for (const path of [home.data, home.postgres.data, secretsFile])
    rmSync(path, { recursive: true, force: true });
  await Promise.all(['postgres', 'kafka', 'temporal'].map((name) => removeVolume(`${home.id}-${name}`)));
  progress('the data is deleted; `npm start` begins anew');
};
