import pg from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { reaching } from './database.ts';
import { readEverything, readFeed, type Feed, type Page } from './feed.ts';
import { hashOf } from './hash.ts';
import type { Position } from './position.ts';
import type { Records } from './record.ts';
import { mergeStatements } from './statement.ts';
import { execute, settle } from './execution.ts';
import { buildBeside, dropBeside, switchOver } from './twin.ts';
import { projectAll, type View } from './view.ts';

/** How many events were read, and the hash of the view's tables afterwards. */
export type Rebuilt = { events: number; hash: string };

const pageSize = 2_000;

/**
 * Builds the view's tables anew in a schema beside the live ones, which go on serving and being written. In the end
 * writers of this view wait while the last events are caught up and the tables change places in one transaction.
 */
export const createRebuild =
  <E extends DomainEvent>(
    ownerDatabaseUrl: string,
    feed: (page: Page) => Promise<Feed<E>>,
    records: Records<E>,
  ) =>
  (view: View<E>): Promise<Rebuilt> =>
    reaching(async () => {
      const client = new pg.Client({ connectionString: ownerDatabaseUrl, pipeline: true });
      client.on('error', () => undefined);
      await client.connect();
      try {
        return { events: await rebuildWith(client, view, feed, records), hash: await hashOf(client, view) };
      } finally {
        await client.end();
      }
    });

const project = <E extends DomainEvent>(client: pg.Client, view: View<E>, { events }: Feed<E>) =>
  mergeStatements(projectAll([view], events)).map((execution) => execute(client, execution));

const rebuildWith = async <E extends DomainEvent>(
  client: pg.Client,
  view: View<E>,
  feed: (page: Page) => Promise<Feed<E>>,
  records: Records<E>,
): Promise<number> => {
  const {
    rows: [lock],
  } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS taken`,
    [view.name],
  );
  if (!lock?.taken) throw new Error(`the view ${view.name} is being rebuilt already`);
  await buildBeside(client, view);
  let count = 0;
  let position: Position | null = null;
  for (let page = await feed({ after: null, limit: pageSize }); page.events.length > 0;) {
    count += page.events.length;
    position = page.position;
    const next = feed({ after: position, limit: pageSize });
    const [following] = await Promise.all([
      next,
      settle([client.query('BEGIN'), ...project(client, view, page), client.query('COMMIT')]),
    ]);
    page = following;
  }
  let late = 0;
  await switchOver(client, view, async (isFollowed) => {
    // Who appended but has not written to this view yet waits for our lock, and writes to the new tables after it: its
    // events are not to be seen here. A follower goes on by the feed, so its view ends where the feed is settled.
    const read = isFollowed ? readFeed<E> : readEverything<E>;
    let reached = position;
    for (late = 0; ;) {
      const page: Feed<E> = await read(client, records, { after: reached, limit: pageSize });
      if (page.events.length === 0) return reached;
      late += page.events.length;
      reached = page.position;
      await settle(project(client, view, page));
    }
  });
  await dropBeside(client, view);
  return count + late;
};
