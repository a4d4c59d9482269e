import type { Pool, ClientBase } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { reaching } from './database.ts';
import type { StoredEvent } from './event.ts';
import { rowColumns } from './load.ts';
import { partsOf, type Position } from './position.ts';
import type { Records, Row } from './record.ts';
import { isSettled } from './schema/settled-before.ts';
import { position } from './stream-reader.ts';

export type Feed<E extends DomainEvent> = {
  events: StoredEvent<E>[];
  /** Where to go on reading: of the last event, or what was given where there was none. */
  position: Position | null;
};

/** `sealed`: without personal data, for whoever passes events on. */
export type Page = { after: Position | null; limit: number; sealed?: boolean };

const query = (table: 'event' | 'event_history', ...conditions: string[]) =>
  `SELECT ${rowColumns} FROM ${table} WHERE ${['(epoch, xid, sequence) > ($1, $2::xid8, $3)', ...conditions].join(' AND ')}
   ORDER BY epoch, xid, sequence LIMIT $4`;

// Of an older epoch everything was there before this cluster counted its first transaction.
const between = `(epoch < (SELECT epoch FROM event_log)
  OR pg_visible_in_snapshot(xid, $5::pg_snapshot) IS NOT FALSE AND pg_visible_in_snapshot(xid, $6::pg_snapshot) IS NOT TRUE)`;
const feedQuery = { name: 'feed', text: query('event', isSettled) };
const historyQueries = {
  settled: { name: 'history', text: query('event_history', isSettled) },
  between: { name: 'history_between', text: query('event_history', between) },
  of: {
    name: 'history_of',
    text: query('event_history', 'epoch = (SELECT epoch FROM event_log)', 'xid = ANY ($5::xid8[])'),
  },
};

const valuesOf = ({ after, limit }: Page) => [...(after === null ? [0, 0, 0] : partsOf(after)), limit];

/**
 * Which events of the history: what the feed shows; what was committed in one snapshot of PostgreSQL's (or by now) and not
 * yet in another, also above a running transaction; or those of some transactions of this epoch.
 */
export type Part = 'settled' | { seenIn?: string; unseenBy?: string } | { xids: readonly string[] };

const queryOf = (part: Part, page: Page) => {
  const values = valuesOf(page);
  if (part === 'settled') return { ...historyQueries.settled, values };
  if ('xids' in part) return { ...historyQueries.of, values: [...values, part.xids] };
  return { ...historyQueries.between, values: [...values, part.seenIn, part.unseenBy] };
};

const pageOf = async <E extends DomainEvent>(
  rows: Row[],
  records: Records<E>,
  { after, sealed }: Page,
): Promise<Feed<E>> => ({
  events: await records.read(rows, { sealed }),
  position: rows.at(-1)?.position ?? after,
});

export const createFeed =
  <E extends DomainEvent>(pool: Pool, records: Records<E>) =>
  async (page: Page): Promise<Feed<E>> => {
    const { rows } = await reaching(() => pool.query<Row>({ ...feedQuery, values: valuesOf(page) }));
    return pageOf(rows, records, page);
  };

/** A page of the whole history, the archive's too, over a connection and in the feed's order. */
export const readHistory = async <E extends DomainEvent>(
  client: ClientBase,
  records: Records<E>,
  part: Part,
  page: Page,
): Promise<Feed<E>> => {
  const { rows } = await client.query<Row>(queryOf(part, page));
  return pageOf(rows, records, page);
};

export const createHead = (pool: Pool) => async (): Promise<Position | null> => {
  const { rows } = await reaching(() =>
    pool.query<{ position: Position }>(
      `SELECT ${position} FROM event WHERE ${isSettled} ORDER BY epoch DESC, xid DESC, sequence DESC LIMIT 1`,
    ),
  );
  return rows[0]?.position ?? null;
};
