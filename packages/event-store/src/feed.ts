import type { Pool, ClientBase } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { reaching } from './database.ts';
import type { StoredEvent } from './event.ts';
import { position, rowColumns } from './load.ts';
import { partsOf, type Position } from './position.ts';
import type { Records, Row } from './record.ts';

export type Feed<E extends DomainEvent> = {
  events: StoredEvent<E>[];
  /** Where to go on reading: of the last event, or what was given where there was none. */
  position: Position | null;
};

/** `sealed`: without personal data, for whoever passes events on. */
export type Page = { after: Position | null; limit: number; sealed?: boolean };

// Nothing at or above the oldest running transaction is shown: whatever could still commit comes after the cursor.
const settled = `(epoch, xid, sequence) < ((SELECT epoch FROM event_log), pg_snapshot_xmin(pg_current_snapshot()), 0)`;

const query = (end: string) =>
  `SELECT ${rowColumns} FROM event WHERE (epoch, xid, sequence) > ($1, $2::xid8, $3) AND ${end}
   ORDER BY epoch, xid, sequence LIMIT $4`;

const feedQuery = { name: 'feed', text: query(settled) };
const everythingQuery = { name: 'feed_everything', text: query('true') };

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

export const readFeed = async <E extends DomainEvent>(
  client: ClientBase,
  records: Records<E>,
  page: Page,
): Promise<Feed<E>> => {
  const { rows } = await client.query<Row>({ ...feedQuery, values: valuesOf(page) });
  return pageOf(rows, records, page);
};

/** Also what committed above a running transaction: only for whoever keeps those transactions from its tables. */
export const readEverything = async <E extends DomainEvent>(
  client: ClientBase,
  records: Records<E>,
  page: Page,
): Promise<Feed<E>> => {
  const { rows } = await client.query<Row>({ ...everythingQuery, values: valuesOf(page) });
  return pageOf(rows, records, page);
};

export const createHead = (pool: Pool) => async (): Promise<Position | null> => {
  const { rows } = await reaching(() =>
    pool.query<{ position: Position }>(
      `SELECT ${position} FROM event WHERE ${settled} ORDER BY epoch DESC, xid DESC, sequence DESC LIMIT 1`,
    ),
  );
  return rows[0]?.position ?? null;
};
