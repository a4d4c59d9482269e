import { chmodSync, chownSync, mkdirSync } from 'node:fs';

import { run } from './tool.ts';
import { SetupProblem } from './setup-problem.ts';

export type SystemUser = { uid: number; gid: number };

const idOf = async (flag: '-u' | '-g', name: string): Promise<number> =>
  Number((await run('id', [flag, name])).trim());

const lookUp = async (name: string): Promise<SystemUser | undefined> => {
  try {
    return { uid: await idOf('-u', name), gid: await idOf('-g', name) };
  } catch {
    return undefined;
  }
};

/** PostgreSQL will not run as root: as root it gets a user of its own, otherwise it runs as whoever we are. */
export const postgresUser = async (): Promise<SystemUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp('postgres');
  if (existing !== undefined) return existing;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).catch((error: unknown) => {
    throw new SetupProblem(
      'PostgreSQL does not run as root, and the user `postgres` could not be created (useradd). Create it, or start kefu as another user.',
      { cause: error },
    );
  });
  const created = await lookUp('postgres');
  if (created === undefined) throw new SetupProblem('The user `postgres` was created but cannot be found.');
  return created;
};

export const ownFolder = (path: string, user: SystemUser | undefined): void => {
  mkdirSync(path, { recursive: true });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
  chmodSync(path, 0o700);
};
