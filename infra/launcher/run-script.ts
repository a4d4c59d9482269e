import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { SetupProblem } from '@kefu/servers';

import { projectRoot } from './places.ts';

type Options = { env?: Record<string, string>; conditions?: string[]; signal?: AbortSignal };

/** Runs one of our TypeScript programs in a process of its own; resolves when it ended well. */
export const runScript = async (
  script: string,
  args: string[],
  { env = {}, conditions = ['kefu-source'], signal }: Options = {},
): Promise<void> => {
  const path = join(projectRoot, script);
  if (!existsSync(path)) throw new SetupProblem(`${script} is not in this checkout.`);
  const flags = conditions.map((condition) => `--conditions=${condition}`);
  const child = spawn(process.execPath, [...flags, path, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    signal,
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve).once('error', reject);
  });
  if (code !== 0)
    throw new SetupProblem(`${script} ended with ${code === null ? 'a signal' : `code ${code}`}.`);
};
