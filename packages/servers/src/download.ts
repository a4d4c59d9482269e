import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { SetupProblem } from './setup-problem.ts';

type Download = {
  /** Where downloads are kept. */
  into: string;
  /** Name and version: a new version is a new folder. */
  name: string;
  fetch: (folder: string) => Promise<unknown>;
  progress: (line: string) => void;
};

const SIZES = 'kefu-sizes.json';
const NEEDED_MEGABYTES = 600;
const ATTEMPTS = 3;

const sizesOf = (folder: string): Record<string, number> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== SIZES)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), statSync(path).size]),
  );

const isWhole = (folder: string): boolean => {
  try {
    const expected = JSON.parse(readFileSync(join(folder, SIZES), 'utf8')) as Record<string, number>;
    return Object.entries(expected).every(([path, size]) => statSync(join(folder, path)).size === size);
  } catch {
    return false;
  }
};

const refuseFullDisk = (folder: string): void => {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free < NEEDED_MEGABYTES) {
    throw new SetupProblem(
      `Only ${free} MB are free in ${folder}; kefu needs ${NEEDED_MEGABYTES} MB there. Free some space and start again.`,
    );
  }
};

/** The folder of a finished download. An incomplete or damaged one is thrown away and fetched anew. */
export const downloaded = async ({ into, name, fetch, progress }: Download): Promise<string> => {
  const folder = join(into, name);
  if (isWhole(folder)) return folder;
  mkdirSync(into, { recursive: true });
  refuseFullDisk(into);
  progress(`fetching ${name}`);
  for (let attempt = 1; !isWhole(folder); attempt += 1) {
    const unfinished = `${folder}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    try {
      await fetch(unfinished);
      writeFileSync(join(unfinished, SIZES), JSON.stringify(sizesOf(unfinished)));
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (error instanceof SetupProblem) throw error;
      const said = error instanceof Error ? error.message : String(error);
      if (attempt === ATTEMPTS) {
        throw new SetupProblem(
          `${name} could not be fetched (${ATTEMPTS} attempts). Check the network or the proxy settings of the tool named here, then start again; what arrived was removed.\n${said}`,
          { cause: error },
        );
      }
      progress(`fetching ${name} failed, once more: ${said.split('\n').at(-1)}`);
      await delay(1000 * attempt);
    }
  }
  return folder;
};
