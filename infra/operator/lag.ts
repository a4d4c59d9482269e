import type { ServiceName } from '@kefu/contracts';
import { feedLag, oldestWriter, type FeedLag, type OldestWriter } from '@kefu/event-store';
import { groupLags, type GroupLag } from '@kefu/servers';
import type { Client } from 'pg';

import { definitionOf } from '../service-definitions.ts';
import type { Installation } from './installation.ts';
import { findPlaces } from './places.ts';
import { withDatabase } from './with-database.ts';

/** A reader of a log that keeps its place in the database. */
export type ReaderLag = FeedLag & { service: ServiceName; reader: string; position: string | null };

export type Lag = {
  /** Of relays, of views that are kept by following, and of services' own readers. */
  readers: ReaderLag[];
  /** Absent when Kafka does not answer; then `kafka` says why. */
  groups?: GroupLag[];
  kafka?: string;
  /** The longest open transaction of the cluster that has written something: readers of its database wait for it. */
  oldestWriter?: OldestWriter;
  letters: { service: ServiceName; letters: number; keys: number }[];
};

const waiting = `
  SELECT (SELECT count(*)::int FROM dead_letter WHERE state IN ('failed', 'parked')) AS letters,
         (SELECT count(*)::int FROM parked_key) AS keys`;

const readersOf = async (client: Client, service: ServiceName): Promise<ReaderLag[]> => {
  const { readers = [] } = await definitionOf(service);
  const lags: ReaderLag[] = [];
  for (const { reader, position } of await findPlaces(client, readers))
    lags.push({ service, reader, position, ...(await feedLag(client, position)) });
  return lags;
};

/** How far everything that reads these services' logs is behind what was written. */
export const readLag = async (installation: Installation, services: readonly ServiceName[]): Promise<Lag> => {
  const lag: Lag = { readers: [], letters: [] };
  for (const service of services) {
    await withDatabase(installation.accessTo(service).databaseUrl, async (client) => {
      lag.readers.push(...(await readersOf(client, service)));
      const { rows } = await client.query<{ letters: number; keys: number }>(waiting);
      const { letters = 0, keys = 0 } = rows[0] ?? {};
      lag.letters.push({ service, letters, keys });
      lag.oldestWriter ??= await oldestWriter(client);
    });
  }
  const groups = services.map((service) => `${installation.topicPrefix}${service}`);
  try {
    lag.groups = await groupLags(installation.kafkaBrokers, groups);
  } catch (error) {
    lag.kafka = `Kafka at ${installation.kafkaBrokers} does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
  return lag;
};
