import type { Pool } from 'pg';
import type { Decider, DomainEvent } from '@kefu/contracts';
import { reaching } from './database.ts';
import type { StoredEvent } from './event.ts';
import type { Position } from './position.ts';
import type { Records, Row } from './record.ts';
import type { Snapshots } from './snapshot.ts';
import { contentColumns, createStreamReader, isWhole, position } from './stream-reader.ts';

export type Loaded<S> = {
  state: S;
  version: number;
  token: Position | null;
  /** The version of the snapshot that it began with; 0 without one. */
  snapshotAt: number;
};

export type Load<E extends DomainEvent> = <C, S, D extends E>(
  stream: string,
  decider: Decider<C, S, D>,
  snapshots?: Snapshots,
) => Promise<Loaded<S>>;

/** The columns of a `Row`. */
export const rowColumns = `${contentColumns}, ${position}, stream, version, date_part('epoch', recorded_at) * 1000 AS recorded_ms, metadata`;

type Kept = { version: string; position: Position; state: string };

const readKept = async (pool: Pool, stream: string, { shape }: Snapshots): Promise<Kept | undefined> => {
  const { rows } = await pool.query<Kept>({
    name: 'load-snapshot',
    text: 'SELECT version, position, state FROM snapshot WHERE stream = $1 AND shape = $2',
    values: [stream, shape],
  });
  return rows[0];
};

export const createLoad = <E extends DomainEvent>(pool: Pool, records: Records<E>): Load<E> => {
  const readBehind = createStreamReader(pool);
  return async <C, S, D extends E>(stream: string, decider: Decider<C, S, D>, snapshots?: Snapshots) => {
    const kept = snapshots && (await reaching(() => readKept(pool, stream, snapshots)));
    const snapshotAt = Number(kept?.version ?? 0);
    const rows = await reaching(() => readBehind(stream, snapshotAt));
    // A decider is given streams of its own events only, and snapshots of its own shape.
    const events = (await records.open(rows)) as D[];
    const first = kept ? (JSON.parse(kept.state) as S) : decider.initial;
    const state = events.reduce((folded, event) => decider.evolve(folded, event), first);
    const token = rows.at(-1)?.position ?? kept?.position ?? null;
    return { state, version: snapshotAt + rows.length, token, snapshotAt };
  };
};

const rangeQuery = (table: 'event' | 'event_history') => ({
  name: `read ${table}`,
  text: `SELECT ${rowColumns} FROM ${table} WHERE stream = $1 AND version >= $2 ORDER BY version LIMIT $3`,
});
const hotRange = rangeQuery('event');
const wholeRange = rangeQuery('event_history');

export const createRead =
  <E extends DomainEvent>(pool: Pool, records: Records<E>) =>
  async (
    stream: string,
    { from = 1, limit }: { from?: number; limit?: number } = {},
  ): Promise<StoredEvent<E>[]> => {
    const values = [stream, from, limit ?? null];
    const rows = await reaching(async () => {
      const { rows: found } = await pool.query<Row>({ ...hotRange, values });
      if (isWhole(found, from)) return found;
      return (await pool.query<Row>({ ...wholeRange, values })).rows;
    });
    return records.read(rows);
  };
