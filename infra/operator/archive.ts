import type { ServiceName } from '@kefu/contracts';
import { comparePositions, type Position } from '@kefu/event-store';
import type { Pool } from 'pg';

import type { Installation } from './installation.ts';
import { OperatorProblem } from './problem.ts';
import type { OnProgress } from './screen.ts';
import { withStore } from './with-store.ts';

export type Archived = {
  service: ServiceName;
  /** The time before which a stream's last event lies, ISO 8601. */
  before: string;
  streams: number;
  events: number;
};

const streamsAtOnce = 500;

// Of two events there is nothing between them to move.
const resting = `FROM event WHERE stream > $1 GROUP BY stream HAVING max(recorded_at) < $2 AND count(*) > 2`;
// In the order of an index, so that a page costs what it reads.
const nextResting = `SELECT stream ${resting} ORDER BY stream LIMIT ${streamsAtOnce}`;
const countResting = `SELECT count(*)::int AS streams FROM (SELECT ${resting}) AS s`;

const restingStreams = async (pool: Pool, after: string, before: Date): Promise<string[]> => {
  const { rows } = await pool.query<{ stream: string }>(nextResting, [after, before]);
  return rows.map(({ stream }) => stream);
};

type Reader = { reader: string; position: Position | null };

/** What every reader of the log that keeps its place in the database has passed. */
const passedByAll = async (pool: Pool, service: ServiceName): Promise<Position> => {
  const { rows } = await pool.query<Reader>(
    `SELECT 'relay of ' || topic AS reader, position FROM relay
     UNION ALL SELECT 'view ' || view, position FROM checkpoint`,
  );
  const positions = rows.map(({ position }) => position ?? '0.0.0').sort(comparePositions);
  const [least] = positions;
  if (least === undefined || least === '0.0.0')
    throw new OperatorProblem(
      `Not every reader of ${service} has begun (${rows.map(({ reader }) => reader).join(', ') || 'no relay'}), and what one has not seen stays where it is. Start kefu, and come again when \`npx kefu lag\` shows them.`,
    );
  return least;
};

/** Moves what lies between the first and the last event of streams at rest out of the hot table, in small transactions. */
export const archiveResting = (
  installation: Installation,
  { service, before }: { service: ServiceName; before: Date },
  onProgress: OnProgress,
): Promise<Archived> =>
  withStore(installation, service, async (store) => {
    const passed = await passedByAll(store.pool, service);
    const { rows: counted } = await store.pool.query<{ streams: number }>(countResting, ['', before]);
    const total = counted[0]?.streams ?? 0;
    const archived: Archived = { service, before: before.toISOString(), streams: 0, events: 0 };
    for (let after: string | undefined = ''; after !== undefined;) {
      const streams: string[] = await restingStreams(store.pool, after, before);
      archived.events += await store.archive(streams, passed);
      archived.streams += streams.length;
      onProgress(archived.streams, Math.max(total, archived.streams));
      after = streams.length < streamsAtOnce ? undefined : streams.at(-1);
    }
    return archived;
  });
