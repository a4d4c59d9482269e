import type { DomainEvent } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';

/** How far the topic is behind the log; `events` counts to 1,000. */
export type RelayLag = { events: number; seconds: number };

const COUNTED = 1_000;

export const relayLag = async <E extends DomainEvent>(
  store: Pick<EventStore<E>, 'pool' | 'feed'>,
  topic: string,
): Promise<RelayLag> => {
  const { rows } = await store.pool.query<{ position: string | null }>(
    'SELECT position FROM relay WHERE topic = $1',
    [topic],
  );
  const { events } = await store.feed({ after: rows[0]?.position ?? null, limit: COUNTED });
  const [oldest] = events;
  const seconds =
    oldest === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(oldest.recordedAt)) / 1_000);
  return { events: events.length, seconds };
};
