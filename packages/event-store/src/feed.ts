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

const unseen = 'NOT pg_visible_in_snapshot(xid, $5::pg_snapshot)';
const feedQuery = { name: 'feed', text: query('event', isSettled) };
const queries = {
  /** What the feed shows, also of the archive. */
  settled: { name: 'history', text: query('event_history', isSettled) },
  /** Also what committed above a running transaction: only for whoever keeps those transactions from its tables. */
  everything: { name: 'history_everything', text: query('event_history') },
  settledUnseen: { name: 'history_unseen', text: query('event_history', isSettled, unseen) },
  everythingUnseen: { name: 'history_everything_unseen', text: query('event_history', unseen) },
};

const valuesOf = ({ after, limit }: Page) => [...(after === null ? [0, 0, 0] : partsOf(after)), limit];

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

/**
 * A page of the whole history over a connection, in the feed's order. `everything`: not only what is settled;
 * `unseenBy`: only what was not yet committed in a snapshot of PostgreSQL's.
 */
export const readHistory = async <E extends DomainEvent>(
  client: ClientBase,
  records: Records<E>,
  page: Page & { everything?: boolean; unseenBy?: string },
): Promise<Feed<E>> => {
  const { everything = false, unseenBy } = page;
  const which = everything ? 'everything' : 'settled';
  const { rows } = await client.query<Row>(
    unseenBy === undefined
      ? { ...queries[which], values: valuesOf(page) }
      : { ...queries[`${which}Unseen`], values: [...valuesOf(page), unseenBy] },
  );
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
