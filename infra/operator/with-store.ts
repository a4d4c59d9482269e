import type { ServiceName } from '@kefu/contracts';
import { createEventStore, type EventStore } from '@kefu/event-store';
import type { ServiceDefinition } from '@kefu/service';

import { definitionOf } from '../service-definitions.ts';
import type { Installation } from './installation.ts';

/**
 * A service's log, opened with the service's own code as its owner: the service's role may make no tables, and what it
 * works on for longer than a minute is ended.
 */
export const withStore = async <Result>(
  installation: Installation,
  service: ServiceName,
  work: (store: EventStore, code: ServiceDefinition) => Promise<Result>,
): Promise<Result> => {
  const { ownerDatabaseUrl, keysDatabaseUrl, masterKey } = installation.accessTo(service);
  const code = await definitionOf(service);
  const { personal, upcasters, views } = code;
  const keys = { databaseUrl: keysDatabaseUrl, masterKey };
  const store = createEventStore({
    databaseUrl: ownerDatabaseUrl,
    keys,
    poolSize: 2,
    personal,
    upcasters,
    views,
  });
  try {
    return await work(store, code);
  } finally {
    await store.close();
  }
};
