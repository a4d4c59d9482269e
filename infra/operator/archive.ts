import type { ServiceName } from '@kefu/contracts';
import type { Position } from '@kefu/event-store';
import type pg from 'pg';

import type { Installation } from './installation.ts';
import { passedByAll } from './passed-by-all.ts';
import type { OnProgress } from './screen.ts';
import { withDatabase } from './with-database.ts';
import { withStore } from './with-store.ts';

export type Archived = {
  service: ServiceName;
  /** The time before which a stream's last event lies, ISO 8601. */
  before: string;
  streams: number;
  events: number;
};

export type Archiving = {
  service: ServiceName;
  before: Date;
  /** Names of readers that need not have begun. */
  without?: readonly string[];
};

const streamsAtOnce = 2_000;

// From one stream to the next by the index, and of each its last event and whether something lies between the first and
// that: a page costs what its streams cost, however long they and the log are.
const nextStreams = `
  WITH RECURSIVE looked (stream, nth) AS (
    (SELECT stream, 1 FROM event WHERE stream > $1 ORDER BY stream LIMIT 1)
    UNION ALL
    SELECT (SELECT event.stream FROM event WHERE event.stream > looked.stream ORDER BY event.stream LIMIT 1), nth + 1
    FROM looked WHERE nth < ${streamsAtOnce} AND stream IS NOT NULL
  )
  SELECT looked.stream, last.recorded_at < $2 AND EXISTS (
    SELECT FROM event WHERE event.stream = looked.stream AND version > 1 AND version < last.version
  ) AS rests
  FROM looked CROSS JOIN LATERAL (
    SELECT version, recorded_at FROM event WHERE event.stream = looked.stream ORDER BY version DESC LIMIT 1
  ) AS last
  ORDER BY looked.stream`;

type Looked = { stream: string; rests: boolean };

const lookAtStreams = async (client: pg.Client, after: string, before: Date): Promise<Looked[]> =>
  (await client.query<Looked>(nextStreams, [after, before])).rows;

/** Moves what lies between the first and the last event of streams at rest out of the hot table, in small transactions. */
export const archiveResting = (
  installation: Installation,
  { service, before, without = [] }: Archiving,
  onProgress: OnProgress,
): Promise<Archived> =>
  withStore(installation, service, async (store, { readers = [] }) =>
    withDatabase(installation.accessTo(service).ownerDatabaseUrl, async (client) => {
      const passed: Position = await passedByAll(client, { service, readers, without });
      const archived: Archived = { service, before: before.toISOString(), streams: 0, events: 0 };
      let looked = 0;
      for (let after: string | undefined = ''; after !== undefined;) {
        const streams: Looked[] = await lookAtStreams(client, after, before);
        const resting = streams.filter(({ rests }) => rests).map(({ stream }) => stream);
        if (resting.length > 0) archived.events += await store.archive(resting, passed);
        archived.streams += resting.length;
        looked += streams.length;
        onProgress(looked);
        after = streams.length < streamsAtOnce ? undefined : streams.at(-1)?.stream;
      }
      return archived;
    }),
  );
