import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { identityOf, isRunning, type ProcessIdentity } from '@kefu/servers';

const holderOf = (path: string): ProcessIdentity | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity; // written by take, below
  } catch {
    return undefined;
  }
};

const take = (path: string): boolean => {
  try {
    writeFileSync(path, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
};

/** Runs the work alone among all processes of this machine; a holder that died gives the lock up. */
export const locked = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder !== undefined && !isRunning(holder)) rmSync(path, { force: true });
    await delay(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
};
