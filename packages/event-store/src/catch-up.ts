import type { Client } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { holdBeside } from './beside.ts';
import { execute, settle } from './execution.ts';
import { readHistory, type Feed, type Part } from './feed.ts';
import type { Position } from './position.ts';
import type { Records } from './record.ts';
import { beginOf, noteHeld, type Beside, type Held } from './retired.ts';
import { mergeStatements } from './statement.ts';
import { checkpointOf, switchOver } from './switch.ts';
import { projectAll, type View } from './view.ts';

export type CatchingUp<E extends DomainEvent> = Beside & {
  /** Writes, and is the only one who does. */
  client: Client;
  reader: Client;
  records: Records<E>;
  view: View<E>;
  /** Called for each page with the number of events read so far. */
  onProgress(events: number): void;
};

const pageSize = 1_000;

type Reached = { after: Position | null; events: number };

/** Writes each page while the next is read, up to the end of what there is. */
const readThrough = async <E extends DomainEvent>(
  { reader, records, onProgress }: CatchingUp<E>,
  part: Part,
  from: Reached,
  write: (page: Feed<E>) => Promise<void>,
): Promise<Reached> => {
  const next = (after: Position | null) => readHistory(reader, records, part, { after, limit: pageSize });
  let { after, events } = from;
  for (let page = await next(after); page.events.length > 0;) {
    after = page.position;
    events += page.events.length;
    onProgress(events);
    // What others append meanwhile is caught up when they wait, or there would be no end.
    const isLast = page.events.length < pageSize;
    const [following] = await Promise.all([
      isLast ? { events: [], position: after } : next(after),
      write(page),
    ]);
    page = following;
  }
  return { after, events };
};

const project = <E extends DomainEvent>({ client, view }: CatchingUp<E>, { events }: Feed<E>) =>
  mergeStatements(projectAll([view], events)).map((execution) => execute(client, execution));

/** In a transaction for each page: one that lasts holds back every reader of the feed. */
const catchUpBeside = <E extends DomainEvent>(
  work: CatchingUp<E>,
  part: Part,
  held: Held,
  events = 0,
): Promise<Reached> => {
  const { client, schema, view, isNoted } = work;
  return readThrough(work, part, { after: held.after, events }, (page) =>
    settle([
      client.query('BEGIN'),
      ...holdBeside(client, schema, view),
      ...project(work, page),
      ...(isNoted ? [noteHeld(client, view, { ...held, after: page.position })] : []),
      client.query('COMMIT'),
    ]),
  );
};

const snapshotNow = async (client: Client): Promise<{ epoch: number; snapshot: string }> => {
  const { rows } = await client.query<{ epoch: number; snapshot: string }>(
    'SELECT epoch, pg_current_snapshot()::text AS snapshot FROM event_log',
  );
  const [now] = rows;
  if (!now) throw new Error('this is no event log');
  return now;
};

/** What is left for when writers of the view wait. */
type Rest = { part: Part; after: Position | null };

/** A snapshot does not show whose transactions ran then, or came later: nothing between those is looked at. */
const restOf = (epoch: number, snapshot: string): Rest[] => {
  const [, next, running = ''] = snapshot.split(':');
  const xids = running.split(',').filter((xid) => xid !== '');
  return [
    { part: { xids }, after: beginOf(epoch, snapshot) },
    { part: {}, after: `${epoch}.${next}.0` },
  ];
};

/**
 * All that is committed, not only what is settled: what commits above somebody's long transaction would otherwise be left
 * for when writers wait. Again until what came meanwhile is little.
 */
const catchUpInline = async <E extends DomainEvent>(
  work: CatchingUp<E>,
): Promise<{ events: number; rest: Rest[] }> => {
  let { held } = work;
  for (let events = 0; ;) {
    const { epoch, snapshot } = await snapshotNow(work.reader);
    const upTo = held.upTo ?? snapshot;
    const part = { seenIn: upTo, unseenBy: held.unseenBy };
    const reached = await catchUpBeside(work, part, { ...held, upTo }, events);
    const isLittle = reached.events - events < pageSize;
    events = reached.events;
    held = { after: beginOf(epoch, upTo), unseenBy: upTo };
    if (isLittle && upTo === snapshot) return { events, rest: restOf(epoch, upTo) };
  }
};

/** Brings the tables beside up to now and puts them in the place of the live ones; answers how many events it read. */
export const catchUpAndSwitch = async <E extends DomainEvent>(work: CatchingUp<E>): Promise<number> => {
  const { client, reader, view, schema, held } = work;
  const isFollowed = (await checkpointOf(reader, view)) !== undefined;
  await client.query(`SET search_path = ${schema}, public`);
  // Nothing is lost that could not be done again, so nothing needs to be durable until the switch.
  await client.query('SET synchronous_commit = off');
  const { events: before, rest } = isFollowed
    ? await catchUpBeside(work, 'settled', held).then(({ events, after }) => ({
        events,
        rest: [{ part: 'settled', after }] satisfies Rest[],
      }))
    : await catchUpInline(work);
  await client.query('SET synchronous_commit = on');
  let events = before;
  await switchOver(client, view, {
    schema,
    isFollowed,
    // Who appended but has not written to this view yet waits for our lock, and writes to the new tables after it: its
    // events are not to be seen here. A follower goes on by the feed, so its view ends where the feed is settled.
    catchUp: async () => {
      let end: Reached = { after: null, events: before };
      for (const { part, after } of rest)
        end = await readThrough(work, part, { ...end, after }, (page) => settle(project(work, page)));
      events = end.events;
      return end.after;
    },
  });
  await client.query('SET search_path = public');
  return events;
};
