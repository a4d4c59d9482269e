import type { ClientBase } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { argumentsOf, type Batch } from './batch.ts';
import type { StoredEvent } from './event.ts';
import { execute, settle } from './execution.ts';
import { failPoint } from './fail-point.ts';
import type { Prepared } from './prepare.ts';
import { mergeStatements, type KeyedStatement } from './statement.ts';
import { projectAll, type View } from './view.ts';

/** The events that each commit of a batch wrote. */
export type Written<E extends DomainEvent> = Map<Prepared<E>, StoredEvent<E>[]>;

type Appended = { this_epoch: number; this_xid: string; now: Date; heads: string[] };

const appendEvents = { name: 'append_events', text: 'SELECT * FROM append_events($1,$2,$3,$4,$5,$6,$7)' };

const append = async <E extends DomainEvent>(client: ClientBase, batch: Batch<E>): Promise<Written<E>> => {
  const { rows } = await client.query<Appended>({ ...appendEvents, values: argumentsOf(batch) });
  const [appended] = rows;
  if (!appended) throw new Error('append_events answered nothing');
  const place = `${appended.this_epoch}.${appended.this_xid}`;
  const recordedAt = appended.now.toISOString();
  const written: Written<E> = new Map();
  const versions = new Map(batch.streams.map(({ stream }, i) => [stream, Number(appended.heads[i])]));
  let sequence = 0;
  for (const commit of batch.commits) {
    const events: StoredEvent<E>[] = [];
    for (const { stream, recorded, metadata } of commit.appends) {
      let version = versions.get(stream) ?? 0;
      for (const { event, content } of recorded) {
        const position = `${place}.${++sequence}`;
        events.push({ ...event, id: content.id, stream, version: ++version, position, recordedAt, metadata });
      }
      versions.set(stream, version);
    }
    written.set(commit, events);
  }
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
  client: ClientBase,
  batch: Batch<E>,
  views: readonly View<E>[],
): Promise<Written<E>> => {
  if (views.length === 0 && batch.commits.every(({ statements }) => !statements?.length)) {
    const appending = append(client, batch);
    failPoint('append.sent');
    return appending;
  }
  const begun = client.query('BEGIN');
  try {
    const [, written] = await Promise.all([begun, append(client, batch)]);
    const executions = mergeStatements(statementsOf(written, views));
    const sent = [...executions.map((execution) => execute(client, execution)), client.query('COMMIT')];
    failPoint('append.sent');
    await settle(sent);
    return written;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};
