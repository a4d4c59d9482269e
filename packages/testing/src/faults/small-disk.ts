import { chmodSync, chownSync, mkdirSync, statfsSync } from 'node:fs';
import { run } from '@kefu/servers';
import { Skipped, type Stage } from './scenario.ts';

/** A disk of so many megabytes at the path, gone with the scenario. Throws Skipped where nobody may mount one. */
export const mountSmallDisk = async (stage: Stage, path: string, megabytes: number): Promise<void> => {
  mkdirSync(path, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).catch((error: unknown) => {
    throw new Skipped(
      `a small disk cannot be mounted here (${error instanceof Error ? error.message : String(error)})`,
    );
  });
  stage.finally(() => run('umount', ['--lazy', path]));
};

export const openTo = (path: string, owner: { uid: number; gid: number } | undefined): void => {
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
  chmodSync(path, 0o700);
};

export const freeMegabytes = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return Math.floor((bavail * bsize) / 2 ** 20);
};
