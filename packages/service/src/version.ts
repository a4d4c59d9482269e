import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// An image has no repository and is told its revision when it is built.
const revision = (): string | undefined => {
  if (process.env.KEFU_REVISION) return process.env.KEFU_REVISION;
  try {
    const git = ['rev-parse', '--short', 'HEAD'];
    return execFileSync('git', git, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
};

const packageVersion = (): string => {
  const file = new URL('../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
};

let version: string | undefined; // the same for the life of the process, and asking git takes a while

/** `0.1.0+04f48b5`: the package's version and, where known, the revision it was built from. */
export const readVersion = (): string => {
  if (version) return version;
  const known = revision();
  return (version = known ? `${packageVersion()}+${known}` : packageVersion());
};
