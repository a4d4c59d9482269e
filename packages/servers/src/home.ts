import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { Places } from './run-records.ts';

/** Where one set of servers keeps what it needs. */
export type Home = Places & {
  /** Distinguishes the containers and volumes of several checkouts. */
  id: string;
  base: string;
  data: string;
  downloads: string;
  /** PostgreSQL refuses to run as root, so as root it lives where its own user may go: never under /root. */
  postgres: { data: string; downloads: string };
};

const systemFolder = '/var/lib';

/** `set` keeps what tests start apart from the shop: `run` is the shop's own. */
export const homeOf = (projectRoot: string, set: string): Home => {
  const hash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  const kefu = join(projectRoot, '.kefu');
  const base = set === 'run' ? kefu : join(kefu, set);
  const postgresBase = process.getuid?.() === 0 ? join(systemFolder, `kefu-${hash}`) : kefu;
  return {
    id: set === 'run' ? `kefu-${hash}` : `kefu-${hash}-${set}`,
    base,
    runDir: join(base, 'run'),
    logDir: join(base, 'logs'),
    data: join(base, 'data'),
    downloads: join(kefu, 'downloads'),
    postgres: {
      data: join(postgresBase, ...(set === 'run' ? [] : [set]), 'data/postgres'),
      downloads: join(postgresBase, 'downloads'),
    },
  };
};
