import pg from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { DroppedBeside } from './beside.ts';
import { catchUpAndSwitch } from './catch-up.ts';
import { connectionOf, leave, reaching } from './database.ts';
import { hashOf } from './hash.ts';
import type { Records } from './record.ts';
import { takeUpRetired } from './retired.ts';
import { buildBeside } from './twin.ts';
import type { View } from './view.ts';

/** How many events were read, and the hash of the view's tables afterwards. */
export type Rebuilt = { events: number; hash: string };

export type RebuildOptions = {
  /** Called for each page with the number of events read so far, of about `total`; counts anew where it begins anew. */
  onProgress?(events: number, total: number): void;
  /** Ends it; the live view stays as it is. */
  signal?: AbortSignal;
};

export type Rebuild<E extends DomainEvent> = (view: View<E>, options?: RebuildOptions) => Promise<Rebuilt>;

// The log's order is an index. PostgreSQL misjudges how much lies behind a position and would sort all of it for each page.
const readingInOrder = '-c enable_sort=off -c plan_cache_mode=force_generic_plan';

// Forgetting drops what is being built, when it is ordered and again when it is settled, two minutes later: what is dropped
// so soon after each other counts once.
const mostForgettings = 5;
const sameForgettingMs = 180_000;

const connect = async (url: string, options?: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...connectionOf(url), options });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/**
 * Builds the view's tables in a schema beside the live ones, which go on serving and being written. In the end writers
 * of this view wait while the last events are caught up and the tables change places in one transaction. The tables that
 * were live stay beside, for `rollBack`, until the next rebuild.
 */
export const createRebuild = <E extends DomainEvent>(
  ownerDatabaseUrl: string,
  records: Records<E>,
  emptyKeyRing: () => void,
): { rebuild: Rebuild<E>; rollBack: Rebuild<E> } => {
  const change = (view: View<E>, how: 'anew' | 'back', options: RebuildOptions = {}): Promise<Rebuilt> =>
    reaching(async () => {
      const { onProgress, signal } = options;
      const [client, reader] = await Promise.all([
        connect(ownerDatabaseUrl),
        connect(ownerDatabaseUrl, readingInOrder),
      ]);
      try {
        await takeTurn(client, view.name);
        const total = onProgress ? await aboutAll(reader) : 0;
        const beside = how === 'anew' ? await buildBeside(client, view) : await takeUpRetired(client, view);
        // Whoever forgets destroys keys, then drops what lies beside. What is remembered from before would hold a key that
        // is destroyed and not be dropped any more.
        emptyKeyRing();
        const events = await catchUpAndSwitch({
          ...{ client, reader, records, view },
          ...beside,
          onProgress: (sofar) => {
            onProgress?.(sofar, Math.max(sofar, total));
            signal?.throwIfAborted();
          },
        });
        return { events, hash: await hashOf(client, view) };
      } finally {
        await Promise.all([leave(client), leave(reader)]);
      }
    });
  return {
    rebuild: async (view, options) => {
      let forgettings = 0;
      for (let counted = -Infinity; ;) {
        try {
          return await change(view, 'anew', options);
        } catch (error) {
          if (!(error instanceof DroppedBeside)) throw error;
          if (performance.now() - counted < sameForgettingMs) continue;
          counted = performance.now();
          if (++forgettings === mostForgettings)
            throw new Error(
              `${forgettings} times somebody was forgotten while ${view.name} was rebuilt; rebuild it when nobody is`,
              { cause: error },
            );
        }
      }
    },
    rollBack: async (view, options) => {
      try {
        return await change(view, 'back', options);
      } catch (error) {
        if (!(error instanceof DroppedBeside)) throw error;
        throw new Error(`somebody was forgotten, and so were the former tables of ${view.name}; rebuild it`, {
          cause: error,
        });
      }
    },
  };
};

const takeTurn = async (client: pg.Client, view: string): Promise<void> => {
  const {
    rows: [lock],
  } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS taken`,
    [view],
  );
  if (!lock?.taken) throw new Error(`the view ${view} is being rebuilt already`);
};

/** As PostgreSQL last counted them; counting takes as long as reading. */
const aboutAll = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ events: number }>(
    `SELECT sum(greatest(reltuples, 0))::float8 AS events FROM pg_class
     WHERE oid IN ('event'::regclass, 'event_archive'::regclass)`,
  );
  return rows[0]?.events ?? 0;
};
