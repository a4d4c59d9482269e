import type { EventStore, Position } from '@kefu/event-store';
import type { Stage } from '@kefu/testing/faults';
import type { Noted } from './noted.ts';

export type Reader = {
  seen(): number;
  /** When it last saw something, by `performance.now()`. */
  lastSeenAt(): number;
  position(): Position | null;
  stop(): Promise<void>;
};

/** A live subscription whose deliveries go into the history. */
export const startReader = (
  stage: Stage,
  store: EventStore<Noted>,
  { name = 'reader', after = null }: { name?: string; after?: Position | null } = {},
): Reader => {
  const over = new AbortController();
  let seen = 0;
  let lastSeenAt = performance.now();
  let position = after;
  const reading = store.subscribe({
    name,
    after,
    signal: over.signal,
    onEvents: (events, to) => {
      stage.record(
        events.map(
          ({ id, stream, version }) => ({ kind: 'delivered', consumer: name, id, stream, version }) as const,
        ),
      );
      seen += events.length;
      lastSeenAt = performance.now();
      position = to;
    },
  });
  const stop = async (): Promise<void> => {
    over.abort();
    await reading;
  };
  stage.finally(stop);
  return { seen: () => seen, lastSeenAt: () => lastSeenAt, position: () => position, stop };
};
