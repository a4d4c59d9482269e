import type { Client } from 'pg';
import { holdBeside, schemaOf, type BesideView } from './beside.ts';
import { codeOf } from './database.ts';
import type { Position } from './position.ts';
import { bringBack, retire } from './retired.ts';

/** A view that is followed has a checkpoint; an inline one has none. */
export const checkpointOf = async (
  client: Client,
  view: BesideView,
  and = '',
): Promise<Position | undefined> => {
  const { rows } = await client.query<{ position: Position }>(
    `SELECT position FROM checkpoint WHERE view = $1 ${and}`,
    [view.name],
  );
  return rows[0]?.position;
};

export type Switch = {
  /** Where the tables are that become live. */
  schema: string;
  isFollowed: boolean;
  /** Called while no writer of the view gets in; answers how far a follower's tables are then. */
  catchUp(): Promise<Position | null>;
};

const mostAttempts = 10;
// Two writers of a view's tables can hold what the other needs; so can we. Whoever gave way tries again.
const isPassing = (error: unknown) => ['40P01', '55P03'].includes(codeOf(error));

const beganToBeFollowed = ({ name }: BesideView) =>
  new Error(`the view ${name} began to be followed meanwhile; rebuild it again`);

/** Keeps writers out, lets the tables beside catch up, and puts them in the place of the live ones. */
export const switchOver = async (
  client: Client,
  view: BesideView,
  { schema, isFollowed, catchUp }: Switch,
): Promise<void> => {
  const live = view.tables.map((table) => `public.${table}`).join(', ');
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL lock_timeout = '5s'`);
      // In the follower's order: checkpoint, then tables.
      const checkpoint = await checkpointOf(client, view, 'FOR UPDATE');
      if (isFollowed !== (checkpoint !== undefined)) throw beganToBeFollowed(view);
      await client.query(`LOCK TABLE ${live} IN SHARE ROW EXCLUSIVE MODE`);
      // What we waited for may have been a follower's first batch.
      if (!isFollowed && (await checkpointOf(client, view)) !== undefined) throw beganToBeFollowed(view);
      await Promise.all(holdBeside(client, schema, view));
      const position = await catchUp();
      if (isFollowed)
        await client.query('UPDATE checkpoint SET position = $2 WHERE view = $1', [view.name, position]);
      if (schema !== schemaOf(view)) await bringBack(client, view);
      await retire(client, view, checkpoint);
      for (const table of view.tables)
        await client.query(`ALTER TABLE ${schemaOf(view)}.${table} SET SCHEMA public`);
      await client.query(`DROP SCHEMA ${schemaOf(view)}`);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!isPassing(error) || attempt === mostAttempts) throw error;
    }
  }
};
