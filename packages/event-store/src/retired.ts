import type { Client } from 'pg';
import { retiredOf, schemaOf, type BesideView } from './beside.ts';
import type { Position } from './position.ts';

/**
 * What a view's tables hold: everything up to a position; or all that was committed in a snapshot of PostgreSQL's; or
 * that, and up to a position also what was in a later one.
 */
export type Held = { after: Position | null; unseenBy?: string; upTo?: string };

/** Tables that catch up beside the live ones. */
export type Beside = {
  schema: string;
  held: Held;
  /** Are they former tables, which say of themselves what they hold? */
  isNoted: boolean;
};

type Retired = { epoch: number; snapshot: string; position: Position | null; up_to: string | null };

/** The first position that is not below everything a snapshot misses. */
export const beginOf = (epoch: number, snapshot: string): Position => `${epoch}.${snapshot.split(':')[0]}.0`;

const heldByRetired = async (client: Client, view: BesideView): Promise<Held> => {
  const { rows } = await client.query<Retired & { now: number }>(
    `SELECT epoch, snapshot, position, up_to, (SELECT epoch FROM event_log) AS now FROM retired_view WHERE view = $1`,
    [view.name],
  );
  const [retired] = rows;
  if (!retired) throw new Error(`the view ${view.name} has no former tables to go back to; rebuild it`);
  const { epoch, snapshot, position, up_to, now } = retired;
  if (epoch !== now)
    throw new Error(`the former tables of ${view.name} are of another cluster; rebuild the view`);
  if (position === null) return { after: beginOf(epoch, snapshot), unseenBy: snapshot };
  return up_to === null ? { after: position } : { after: position, unseenBy: snapshot, upTo: up_to };
};

/** The tables that were live before the last switch. They stay where they are until the next. */
export const takeUpRetired = async (client: Client, view: BesideView): Promise<Beside> => ({
  schema: retiredOf(view),
  held: await heldByRetired(client, view),
  isNoted: true,
});

/** With a page written to former tables: whoever is killed on the way back goes on from there. */
export const noteHeld = (client: Client, view: BesideView, { after, unseenBy, upTo }: Held) =>
  client.query(
    'UPDATE retired_view SET position = $2, snapshot = coalesce($3, snapshot), up_to = $4 WHERE view = $1',
    [view.name, after, unseenBy, upTo],
  );

/** The live tables go aside, noting what they hold: for an inline view what is committed now, else its checkpoint. */
export const retire = async (
  client: Client,
  view: BesideView,
  checkpoint: Position | undefined,
): Promise<void> => {
  const schema = retiredOf(view);
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await client.query(`CREATE SCHEMA ${schema}`);
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO PUBLIC`); // for processes of the release before
  for (const table of view.tables) await client.query(`ALTER TABLE public.${table} SET SCHEMA ${schema}`);
  await client.query(
    `INSERT INTO retired_view (view, tables, epoch, snapshot, position)
     SELECT $1, $2, epoch, pg_current_snapshot()::text, $3 FROM event_log
     ON CONFLICT (view) DO UPDATE
       SET tables = excluded.tables, epoch = excluded.epoch, snapshot = excluded.snapshot,
           position = excluded.position, up_to = NULL`,
    [view.name, view.tables, checkpoint],
  );
};

/** The former tables take the twins' place, for the switch. */
export const bringBack = async (client: Client, view: BesideView): Promise<void> => {
  await client.query(`DROP SCHEMA IF EXISTS ${schemaOf(view)} CASCADE`);
  await client.query(`ALTER SCHEMA ${retiredOf(view)} RENAME TO ${schemaOf(view)}`);
};
