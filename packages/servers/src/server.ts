import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Home } from './home.ts';
import type { Program } from './program.ts';

export type Port = { port: number; setting: string };

export type ServerOptions<Ports extends Port[] = Port[]> = {
  home: Home;
  /** The address of a server that others run; then nothing is started. */
  given?: string | undefined;
  ports: Ports;
  progress: (line: string) => void;
};

/** A server to be used: an address, and unless somebody else runs it, the program behind it. */
export type Server = {
  name: string;
  address: string;
  source: 'environment' | 'docker' | 'native';
  program?: Program;
};

/** Made once and kept beside the data that it opens. */
export const keptPassword = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const password = randomBytes(24).toString('hex');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, password, { mode: 0o600 });
    return password;
  }
};

/** What a native program needs to run at all, and nothing that could hold a secret of ours. */
export const plainEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
});
