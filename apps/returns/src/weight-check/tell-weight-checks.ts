import type { Client } from '@temporalio/client';
import type { EventStore, StoredEvent } from '@kefu/event-store';
import type { LogReader } from '@kefu/service';
import type { ReturnsEvent } from '../events.ts';
import type { Course } from './weight-check.activities.ts';
import { readingsChanged, type weightCheck } from './weight-check.workflow.ts';

const reader = 'weight-checks';

export const weightCheckReader: LogReader = { name: reader, table: 'reading_position', nameColumn: 'reader' };

/** Started and told in one: whoever comes twice, or after the verdict, only makes the weights be judged again. */
const tell = async (
  client: Client,
  taskQueue: string,
  { id, data, metadata }: StoredEvent<ReturnsEvent>,
): Promise<void> => {
  const { correlationId, traceparent } = metadata;
  const course: Course = { correlationId, causationId: id, traceparent };
  await client.workflow.signalWithStart<typeof weightCheck>('weightCheck', {
    workflowId: `weight-check-${data.caseId}`,
    taskQueue,
    args: [{ caseId: data.caseId, course }],
    signal: readingsChanged.name,
  });
};

/**
 * Starts weight checks and tells them of news, from the log and never in a request: while Temporal is away the reader
 * waits, and goes on from where it stopped.
 */
export const tellWeightChecks = async (
  store: EventStore<ReturnsEvent>,
  { client, taskQueue }: { client: Client; taskQueue: string },
  signal: AbortSignal,
): Promise<void> => {
  const { rows } = await store.pool.query<{ position: string }>(
    'select position from reading_position where reader = $1',
    [reader],
  );
  await store.subscribe({
    name: reader,
    after: rows[0]?.position ?? null,
    limit: 50,
    signal,
    onEvents: async (events, position) => {
      for (const event of events) {
        if (event.type === 'WeightCheckStarted' || event.type === 'ReadingsChanged')
          await tell(client, taskQueue, event);
      }
      await store.pool.query(
        `insert into reading_position (reader, position) values ($1, $2)
         on conflict (reader) do update set position = excluded.position`,
        [reader, position],
      );
    },
  });
};
