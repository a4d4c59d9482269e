import pg from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { connectionOf, reaching } from './database.ts';
import { readHistory, type Feed } from './feed.ts';
import { hashOf } from './hash.ts';
import type { Position } from './position.ts';
import type { Records } from './record.ts';
import { mergeStatements } from './statement.ts';
import { execute, settle } from './execution.ts';
import { buildBeside, dropBeside, switchOver, takeUpRetired, type Seen } from './twin.ts';
import { projectAll, type View } from './view.ts';

/** How many events were read, and the hash of the view's tables afterwards. */
export type Rebuilt = { events: number; hash: string };

export type RebuildOptions = {
  /** Called after each page with the number of events read so far, of about `total`. */
  onProgress?(events: number, total: number): void;
  /** Ends it; the live view stays as it is. */
  signal?: AbortSignal;
};

export type Rebuild<E extends DomainEvent> = (view: View<E>, options?: RebuildOptions) => Promise<Rebuilt>;

const pageSize = 5_000;

const project = <E extends DomainEvent>(client: pg.Client, view: View<E>, { events }: Feed<E>) =>
  mergeStatements(projectAll([view], events)).map((execution) => execute(client, execution));

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client(connectionOf(url));
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
): { rebuild: Rebuild<E>; rollBack: Rebuild<E> } => {
  const change = (
    view: View<E>,
    prepare: (client: pg.Client) => Promise<Seen>,
    options: RebuildOptions = {},
  ): Promise<Rebuilt> =>
    reaching(async () => {
      const [client, reader] = await Promise.all([connect(ownerDatabaseUrl), connect(ownerDatabaseUrl)]);
      try {
        await takeTurn(client, view.name);
        const seen = await prepare(client);
        const events = await catchUpAndSwitch({ client, reader, view, records, seen, options });
        return { events, hash: await hashOf(client, view) };
      } finally {
        await Promise.all([client.end(), reader.end()]);
      }
    });
  return {
    rebuild: (view, options) =>
      change(
        view,
        async (client) => {
          await buildBeside(client, view);
          return { after: null };
        },
        options,
      ),
    rollBack: (view, options) => change(view, (client) => takeUpRetired(client, view), options),
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

type CatchingUp<E extends DomainEvent> = {
  client: pg.Client;
  reader: pg.Client;
  view: View<E>;
  records: Records<E>;
  seen: Seen;
  options: RebuildOptions;
};

const catchUpAndSwitch = async <E extends DomainEvent>({
  client,
  reader,
  view,
  records,
  seen: { after, unseenBy },
  options: { onProgress, signal },
}: CatchingUp<E>): Promise<number> => {
  // A crash before the switch begins anew, so nothing needs to be durable until then.
  await client.query('SET synchronous_commit = off');
  const total = onProgress ? await aboutAll(reader) : 0;
  let count = 0;
  let reached = after;
  const next = (): Promise<Feed<E>> =>
    readHistory(reader, records, { after: reached, limit: pageSize, unseenBy });
  for (let page = await next(); page.events.length > 0;) {
    signal?.throwIfAborted();
    reached = page.position;
    count += page.events.length;
    onProgress?.(count, Math.max(count, total));
    const writing = settle([client.query('BEGIN'), ...project(client, view, page), client.query('COMMIT')]);
    // What others append meanwhile is caught up when they wait, or there would be no end.
    const isLast = page.events.length < pageSize;
    const [following] = await Promise.all([isLast ? { events: [], position: reached } : next(), writing]);
    page = following;
  }
  await client.query('SET synchronous_commit = on');
  let late = 0;
  await switchOver(client, view, async (isFollowed) => {
    // Who appended but has not written to this view yet waits for our lock, and writes to the new tables after it: its
    // events are not to be seen here. A follower goes on by the feed, so its view ends where the feed is settled.
    let position: Position | null = reached;
    for (late = 0; ;) {
      const page: Feed<E> = await readHistory(client, records, {
        after: position,
        limit: pageSize,
        unseenBy,
        everything: !isFollowed,
      });
      if (page.events.length === 0) return position;
      late += page.events.length;
      position = page.position;
      await settle(project(client, view, page));
      // Whoever writes to this view waits for our lock: what comes now does not concern it.
      if (page.events.length < pageSize) return position;
    }
  });
  await dropBeside(client, view);
  return count + late;
};
