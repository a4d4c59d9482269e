import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '@kefu/servers';
import { Skipped, type Stage } from './scenario.ts';

/** A disk of so many megabytes at the path, gone with the scenario. Throws Skipped where nobody may mount one. */
export const mountSmallDisk = async (stage: Stage, path: string, megabytes: number): Promise<void> => {
  mkdirSync(path, { recursive: true });
  await run('umount', [path]).catch(() => undefined); // of a run that was killed; none is the usual case
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path]).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Skipped(`a small disk cannot be mounted here: ${reason}`);
    },
  );
  stage.finally(() => run('umount', ['--lazy', path]));
};

const freeBytes = (disk: string): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

/** Leaves nothing free on the disk. Answers what undoes it. */
export const fillDisk = (disk: string): (() => void) => {
  const filler = join(disk, 'filler');
  for (let piece = 2 ** 20; piece >= 4_096;) {
    try {
      appendFileSync(filler, Buffer.alloc(Math.min(piece, Math.max(4_096, freeBytes(disk)))));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      piece /= 2;
    }
  }
  return () => rmSync(filler, { force: true });
};
