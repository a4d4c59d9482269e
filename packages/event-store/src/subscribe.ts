import { setTimeout as wait } from 'node:timers/promises';
import type { DomainEvent } from '@kefu/contracts';
import { Unavailable } from './errors.ts';
import type { StoredEvent } from './event.ts';
import type { Feed, Page } from './feed.ts';
import type { Position } from './position.ts';
import type { WakeUp } from './wake-up.ts';

export type Subscription<E extends DomainEvent> = {
  /** Under which `subscriptions` tells where it stands. */
  name: string;
  /**
   * The position after which to begin; null for the beginning of the log. Whoever keeps it in a table names that among
   * its service's `readers`, or archiving does not wait for it.
   */
  after: Position | null;
  /** Gets batches in the log's order, the next one when this one is settled. A throw ends the subscription. */
  onEvents(events: StoredEvent<E>[], position: Position): Promise<void> | void;
  signal: AbortSignal;
  /** Events in a batch at most; 500 unless given. */
  limit?: number;
  /** Personal fields read as null: what is not there cannot be passed on. */
  sealed?: boolean;
};

const shortestPauseMs = 2;
const longestPauseMs = 250;
// A busy log would be asked anew for each of its commits: whoever found less than a page takes a breath.
const breathMs = 4;
const defaultLimit = 500;

export type Subscriptions<E extends DomainEvent> = {
  subscribe(subscription: Subscription<E>): Promise<void>;
  /** Where each running subscription stands, for lag and liveness. */
  positions(): ReadonlyMap<string, Position | null>;
};

/** A subscription reads on at once while there is something, then ever more slowly; a commit of this process wakes it. */
export const createSubscriptions = <E extends DomainEvent>(
  feed: (page: Page) => Promise<Feed<E>>,
  wakeUp: WakeUp,
): Subscriptions<E> => {
  const positions = new Map<string, Position | null>();

  const read = async ({
    name,
    onEvents,
    signal,
    limit = defaultLimit,
    sealed,
  }: Subscription<E>): Promise<void> => {
    const nextPage = async (): Promise<Feed<E> | undefined> => {
      try {
        return await feed({ after: positions.get(name) ?? null, limit, sealed });
      } catch (error) {
        if (error instanceof Unavailable) return undefined;
        throw error;
      }
    };
    let pauseMs = shortestPauseMs;
    while (!signal.aborted) {
      const rings = wakeUp.rings();
      const began = performance.now();
      const page = await nextPage();
      if (signal.aborted) return;
      if (page && page.position !== null && page.events.length > 0) {
        await onEvents(page.events, page.position);
        positions.set(name, page.position);
        pauseMs = shortestPauseMs;
      } else if (rings !== wakeUp.rings()) {
        pauseMs = shortestPauseMs;
      } else {
        await wakeUp.pause(page ? pauseMs : longestPauseMs, signal);
        pauseMs = rings === wakeUp.rings() ? Math.min(pauseMs * 2, longestPauseMs) : shortestPauseMs;
      }
      const breath = began + breathMs - performance.now();
      if (breath > 0 && (page?.events.length ?? 0) < limit) await wait(breath);
    }
  };

  return {
    positions: () => positions,
    subscribe: async (subscription) => {
      const { name, after } = subscription;
      if (positions.has(name)) throw new Error(`a subscription named ${name} is running already`);
      positions.set(name, after);
      try {
        await read(subscription);
      } finally {
        positions.delete(name);
      }
    },
  };
};
