import type { ServiceName } from '@kefu/contracts';

import { databaseOf, keysDatabaseOf, ownerOf, roleOf, urlFor } from './databases.ts';
import { runScript } from './run-script.ts';
import type { Secrets } from './secrets.ts';

export type MigrationOrder = {
  service: ServiceName;
  migrationUrl: string;
  keysUrl: string;
  serviceRole: string;
};

/** Runs the built services' migrations as the owners of their databases, in one process for all. */
export const migrate = async (
  outdated: ServiceName[],
  { server, secrets, signal }: { server: string; secrets: Secrets; signal?: AbortSignal },
): Promise<void> => {
  const orders = outdated.map((service): MigrationOrder => {
    const url = (database: string) =>
      urlFor(server, ownerOf(service), secrets.services[service].ownerPassword, database);
    return {
      service,
      migrationUrl: url(databaseOf(service)),
      keysUrl: url(keysDatabaseOf(service)),
      serviceRole: roleOf(service),
    };
  });
  // Without the source condition: what migrates is what will run, the built code.
  await runScript('infra/launcher/run-migrations.ts', [], {
    env: { KEFU_MIGRATIONS: JSON.stringify(orders) },
    conditions: [],
    signal,
  });
};
