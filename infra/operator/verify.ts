import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import type { ServiceName } from '@kefu/contracts';
import { verifyLog, type LogHead, type VerifiedLog } from '@kefu/event-store';

import { definitionOf } from '../service-definitions.ts';
import type { Installation } from './installation.ts';
import { withDatabase } from './with-database.ts';

export type Heads = Partial<Record<ServiceName, LogHead>>;

/** Heads as an earlier verification wrote them; none where there is no file yet. */
export const readHeads = (file: string): Heads =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Heads) : {}; // written below

export const writeHeads = (file: string, heads: Heads): void =>
  writeFileSync(file, `${JSON.stringify(heads, null, 2)}\n`);

export type Verified = VerifiedLog & { service: ServiceName };

export const isSound = ({ problems, formerHead }: VerifiedLog): boolean =>
  problems.length === 0 && (formerHead === undefined || formerHead === 'unchanged');

/** Nothing speaks against such a log, and nothing proves it either. */
export const isUnproved = ({ problems, formerHead }: VerifiedLog): boolean =>
  problems.length === 0 && formerHead === 'of-an-older-program';

export const verifyService = async (
  installation: Installation,
  service: ServiceName,
  { formerHead, onProgress }: { formerHead?: LogHead; onProgress?: (read: number, total: number) => void },
): Promise<Verified> => {
  const { upcasters } = await definitionOf(service);
  // whole tables are read, for longer than the service's role may
  const { ownerDatabaseUrl } = installation.accessTo(service);
  const verified = await withDatabase(ownerDatabaseUrl, (client) =>
    verifyLog(client, { upcasters, formerHead, onProgress }),
  );
  return { ...verified, service };
};
