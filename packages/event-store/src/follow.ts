import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { reaching, withClient } from './database.ts';
import { Unavailable } from './errors.ts';
import { failPoint } from './fail-point.ts';
import type { StoredEvent } from './event.ts';
import { comparePositions, partsOf, type Position } from './position.ts';
import { mergeStatements } from './statement.ts';
import type { Subscriptions } from './subscribe.ts';
import { execute, settle } from './execution.ts';
import { projectAll, type View } from './view.ts';

/** The checkpoint is not where this follower left it: another one keeps the view, or it was rebuilt. */
class Overtaken extends Error {}

const pauseAfterTroubleMs = 250;

export const createFollower = <E extends DomainEvent>(pool: Pool, { subscribe }: Subscriptions<E>) => {
  const checkpointOf = async (view: string): Promise<Position | null> => {
    const { rows } = await pool.query<{ position: Position }>(
      'SELECT position FROM checkpoint WHERE view = $1',
      [view],
    );
    return rows[0]?.position ?? null;
  };

  const apply = (
    view: View<E>,
    events: StoredEvent<E>[],
    from: Position | null,
    to: Position,
  ): Promise<void> =>
    withClient(pool, async (client) => {
      const executions = mergeStatements(projectAll([view], events));
      try {
        const begun = client.query('BEGIN');
        // The checkpoint first: a rival waits here, and then does not write what was written.
        const moved = client.query(
          `INSERT INTO checkpoint AS c (view, position) SELECT $1, $2 WHERE $3::text IS NULL OR EXISTS (SELECT FROM checkpoint WHERE view = $1)
           ON CONFLICT (view) DO UPDATE SET position = excluded.position WHERE c.position = $3`,
          [view.name, to, from],
        );
        const [, { rowCount }] = await Promise.all([begun, moved]);
        if (rowCount !== 1) throw new Overtaken();
        await settle([...executions.map((execution) => execute(client, execution)), client.query('COMMIT')]);
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    });

  const followOnce = async (view: View<E>, signal: AbortSignal): Promise<void> => {
    let checkpoint = await reaching(() => checkpointOf(view.name));
    const onEvents = async (events: StoredEvent<E>[], position: Position) => {
      await reaching(() => apply(view, events, checkpoint, position));
      failPoint('view.followed');
      checkpoint = position;
    };
    await subscribe({ name: `view ${view.name}`, after: checkpoint, onEvents, signal });
  };

  const hasSeen = async (token: Position, view: string | undefined): Promise<boolean> => {
    if (view !== undefined) {
      const checkpoint = await checkpointOf(view);
      return checkpoint !== null && comparePositions(checkpoint, token) >= 0;
    }
    const { rows } = await pool.query<{ seen: boolean }>(
      `SELECT ($1::int, $2::xid8) < (epoch, settled_before(pg_current_snapshot())) AS seen FROM event_log`,
      partsOf(token).slice(0, 2),
    );
    return rows[0]?.seen ?? false;
  };

  return {
    follow: async (view: View<E>, signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        try {
          await followOnce(view, signal);
        } catch (error) {
          if (!(error instanceof Overtaken || error instanceof Unavailable)) throw error;
          await wait(pauseAfterTroubleMs, undefined, { signal }).catch(() => undefined);
        }
      }
    },
    waitFor: async (
      token: Position,
      { view, timeoutMs = 2_000 }: { view?: string; timeoutMs?: number } = {},
    ): Promise<boolean> => {
      const until = performance.now() + timeoutMs;
      for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 50)) {
        if (await reaching(() => hasSeen(token, view))) return true;
        if (performance.now() + pauseMs > until) return false;
        await wait(pauseMs);
      }
    },
  };
};
