import type { Pool } from 'pg';
import type { Decider, DomainEvent } from '@kefu/contracts';
import { reaching } from './database.ts';
import type { StoredEvent } from './event.ts';
import type { Position } from './position.ts';
import type { Content, Records, Row } from './record.ts';
import type { Snapshots } from './snapshot.ts';

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

const content = 'id, type, schema_version, subject, data, sealed';
export const position = `epoch || '.' || xid::text || '.' || sequence AS position`;

/** The columns of a `Row`. */
export const rowColumns = `${content}, ${position}, stream, version, date_part('epoch', recorded_at) * 1000 AS recorded_ms, metadata`;

type Kept = { version: string; position: Position; state: string };

const readKept = async (pool: Pool, stream: string, { shape }: Snapshots): Promise<Kept | undefined> => {
  const { rows } = await pool.query<Kept>({
    name: 'load-snapshot',
    text: 'SELECT version, position, state FROM snapshot WHERE stream = $1 AND shape = $2',
    values: [stream, shape],
  });
  return rows[0];
};

type StreamRow = Content & { position: Position; version: string };

const eventsQuery = (table: 'event' | 'event_history') => ({
  name: `load ${table}`,
  text: `SELECT ${content}, ${position}, version FROM ${table} WHERE stream = $1 AND version > $2 ORDER BY version`,
});
const hot = eventsQuery('event');
const whole = eventsQuery('event_history');

/** Events are archived out of the middle of their stream. */
const isWhole = (rows: readonly { version: string }[], from: number): boolean =>
  rows.length === 0 || Number(rows.at(-1)?.version) === from + rows.length - 1;

/** All of a stream behind a version. */
const readBehind = async (pool: Pool, stream: string, version: number): Promise<StreamRow[]> => {
  const values = [stream, version];
  const { rows } = await pool.query<StreamRow>({ ...hot, values });
  if (isWhole(rows, version + 1)) return rows;
  return (await pool.query<StreamRow>({ ...whole, values })).rows;
};

export const createLoad =
  <E extends DomainEvent>(pool: Pool, records: Records<E>): Load<E> =>
  async <C, S, D extends E>(stream: string, decider: Decider<C, S, D>, snapshots?: Snapshots) => {
    const kept = snapshots && (await reaching(() => readKept(pool, stream, snapshots)));
    const snapshotAt = Number(kept?.version ?? 0);
    const rows = await reaching(() => readBehind(pool, stream, snapshotAt));
    // A decider is given streams of its own events only, and snapshots of its own shape.
    const events = (await records.open(rows)) as D[];
    const first = kept ? (JSON.parse(kept.state) as S) : decider.initial;
    const state = events.reduce((folded, event) => decider.evolve(folded, event), first);
    const token = rows.at(-1)?.position ?? kept?.position ?? null;
    return { state, version: snapshotAt + rows.length, token, snapshotAt };
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
