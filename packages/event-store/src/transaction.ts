import type { Pool, PoolClient } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { argumentsOf, type Batch, type Prepared } from './batch.ts';
import { withClient } from './database.ts';
import type { StoredEvent } from './event.ts';
import { execute, settle } from './execution.ts';
import { mergeStatements, type KeyedStatement } from './statement.ts';
import { projectAll, type View } from './view.ts';

/** What stood in the way of one commit of a batch; `at` counts from 1 in the list of its kind. */
export type Obstacle =
  | { kind: 'inbox'; at: number }
  | { kind: 'mark'; at: number }
  | { kind: 'conflict'; at: number; actual: number };

export type Written<E extends DomainEvent> = Map<Prepared<E>, StoredEvent<E>[]>;

type Appended = {
  epoch: number;
  xid: string;
  /** Milliseconds since 1970. */
  recordedAt: number;
  /** The version of each stream afterwards. */
  heads: number[];
  sequences: number[];
};

const appendEvents = {
  name: 'append_events',
  text: 'SELECT append_events($1,$2,$3,$4,$5,$6) AS result',
};

export class Obstructed extends Error {
  readonly obstacles: readonly Obstacle[];
  constructor(obstacles: readonly Obstacle[]) {
    super('nothing was appended');
    this.obstacles = obstacles;
  }
}

const append = async <E extends DomainEvent>(
  client: Pool | PoolClient,
  batch: Batch<E>,
): Promise<Written<E>> => {
  const { rows } = await client.query<{ result: Appended | { obstacles: Obstacle[] } }>({
    ...appendEvents,
    values: argumentsOf(batch),
  });
  const result = rows[0]?.result;
  if (!result) throw new Error('append_events answered nothing');
  if ('obstacles' in result) throw new Obstructed(result.obstacles);
  const { epoch, xid, heads, sequences } = result;
  const recordedAt = new Date(result.recordedAt).toISOString();
  const written: Written<E> = new Map(batch.commits.map((commit) => [commit, []]));
  let next = 0;
  batch.appends.forEach(({ commit, append: { stream, recorded, metadata } }, i) => {
    const before = (heads[i] ?? Number.NaN) - recorded.length;
    recorded.forEach(({ event, content: { id } }, offset) => {
      const position = `${epoch}.${xid}.${sequences[next++]}`;
      written
        .get(commit)
        ?.push({ ...event, id, stream, version: before + offset + 1, position, recordedAt, metadata });
    });
  });
  return written;
};

const statementsOf = <E extends DomainEvent>(
  written: Written<E>,
  views: readonly View<E>[],
): KeyedStatement[] => {
  const statements: KeyedStatement[] = [];
  let nth = 0;
  for (const [commit, events] of written) {
    statements.push(...projectAll(views, events));
    const ownKey = `commit ${nth++}`;
    for (const statement of commit.statements ?? [])
      statements.push({ ...statement, key: `\n${statement.key ?? ownKey}` });
  }
  return statements;
};

/** Writes the batch in one transaction, or nothing of it. Without statements that is a single round trip. */
export const writeBatch = async <E extends DomainEvent>(
  pool: Pool,
  batch: Batch<E>,
  views: readonly View<E>[],
): Promise<Written<E>> => {
  if (views.length === 0 && batch.commits.every(({ statements }) => !statements?.length))
    return append(pool, batch);
  return withClient(pool, async (client) => {
    const begun = client.query('BEGIN');
    try {
      const [, written] = await Promise.all([begun, append(client, batch)]);
      const executions = mergeStatements(statementsOf(written, views));
      await settle([...executions.map((execution) => execute(client, execution)), client.query('COMMIT')]);
      return written;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  });
};
