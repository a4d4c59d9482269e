import type { Pool } from 'pg';
import type { Decider, DomainEvent } from '@kefu/contracts';
import { reaching } from './database.ts';
import type { StoredEvent } from './event.ts';
import type { Position } from './position.ts';
import type { Content, Records, Row } from './record.ts';

export type Load<E extends DomainEvent> = <C, S, D extends E>(
  stream: string,
  decider: Decider<C, S, D>,
) => Promise<{ state: S; version: number; token: Position | null }>;

const content = 'id, type, schema_version, subject, data, sealed';
export const position = `epoch || '.' || xid::text || '.' || sequence AS position`;

/** The columns of a `Row`. */
export const rowColumns = `${content}, ${position}, stream, version, recorded_at, metadata`;

export const createLoad =
  <E extends DomainEvent>(pool: Pool, records: Records<E>): Load<E> =>
  async <C, S, D extends E>(stream: string, decider: Decider<C, S, D>) => {
    const { rows } = await reaching(() =>
      pool.query<Content & { position: string }>({
        name: 'load',
        text: `SELECT ${content}, ${position} FROM event WHERE stream = $1 ORDER BY version`,
        values: [stream],
      }),
    );
    // A decider is given streams of its own events only.
    const events = (await records.open(rows)) as D[];
    const state = events.reduce((folded, event) => decider.evolve(folded, event), decider.initial);
    return { state, version: rows.length, token: rows.at(-1)?.position ?? null };
  };

export const createRead =
  <E extends DomainEvent>(pool: Pool, records: Records<E>) =>
  async (
    stream: string,
    { from = 1, limit }: { from?: number; limit?: number } = {},
  ): Promise<StoredEvent<E>[]> => {
    const { rows } = await reaching(() =>
      pool.query<Row>({
        name: 'read',
        text: `SELECT ${rowColumns} FROM event WHERE stream = $1 AND version >= $2 ORDER BY version LIMIT $3`,
        values: [stream, from, limit ?? null],
      }),
    );
    return records.read(rows);
  };
