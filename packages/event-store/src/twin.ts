import type { Client, Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { codeOf, withClient } from './database.ts';
import type { Position } from './position.ts';
import type { View } from './view.ts';

type AnyView = Pick<View<DomainEvent>, 'name' | 'tables'>;

const schemaOf = (view: AnyView) => `rebuild_${view.name}`;
const retiredOf = (view: AnyView) => `retired_${view.name}`;

/** What tables hold: everything up to a position, or all that was committed in a snapshot of PostgreSQL's. */
export type Seen = { after: Position | null; unseenBy?: string };

/** Empty twins of the view's tables; unqualified names mean them on this connection from here on. */
export const buildBeside = async (client: Client, view: AnyView): Promise<void> => {
  const schema = schemaOf(view);
  await dropBeside(client, view);
  await client.query(`CREATE SCHEMA ${schema}`);
  for (const table of view.tables) {
    await client.query(`CREATE TABLE ${schema}.${table} (LIKE public.${table} INCLUDING ALL)`);
    await nameIndexesAlike(client, schema, table);
    await grantAlike(client, schema, table);
  }
  await client.query(`SET search_path = ${schema}, public`);
};

export const dropBeside = async (client: Client, view: AnyView): Promise<void> => {
  await client.query('SET search_path = public');
  await client.query(`DROP SCHEMA IF EXISTS ${schemaOf(view)} CASCADE`);
};

/** Which views have former tables, and what those hold. */
export const retiredViewSchema = `CREATE TABLE IF NOT EXISTS retired_view (
  view text PRIMARY KEY,
  tables text[] NOT NULL,
  epoch int NOT NULL,
  snapshot text NOT NULL,
  position text
)`;

type Retired = { epoch: number; snapshot: string; position: Position | null; now: number };

/** Takes up the tables that were live before the last switch, in the place of empty twins. */
export const takeUpRetired = async (client: Client, view: AnyView): Promise<Seen> => {
  const { rows } = await client.query<Retired>(
    `DELETE FROM retired_view WHERE view = $1
     RETURNING epoch, snapshot, position, (SELECT epoch FROM event_log) AS now`,
    [view.name],
  );
  const [retired] = rows;
  if (!retired) throw new Error(`the view ${view.name} has no former tables to go back to; rebuild it`);
  const { epoch, snapshot, position, now } = retired;
  if (epoch !== now)
    throw new Error(`the former tables of ${view.name} are of another cluster; rebuild the view`);
  await dropBeside(client, view);
  await client.query(`ALTER SCHEMA ${retiredOf(view)} RENAME TO ${schemaOf(view)}`);
  await client.query(`SET search_path = ${schemaOf(view)}, public`);
  if (position !== null) return { after: position };
  return { after: `${epoch}.${snapshot.split(':')[0]}.0`, unseenBy: snapshot };
};

/** The live tables go aside, noting what they hold: for an inline view what is committed now, else its checkpoint. */
const retire = async (client: Client, view: AnyView, checkpoint: Position | undefined) => {
  const schema = retiredOf(view);
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await client.query(`CREATE SCHEMA ${schema}`);
  // Whoever may write to the tables may empty them there, too: somebody may want to be forgotten.
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO PUBLIC`);
  for (const table of view.tables) await client.query(`ALTER TABLE public.${table} SET SCHEMA ${schema}`);
  await client.query(
    `INSERT INTO retired_view (view, tables, epoch, snapshot, position)
     SELECT $1, $2, epoch, pg_current_snapshot()::text, $3 FROM event_log
     ON CONFLICT (view) DO UPDATE
       SET tables = excluded.tables, epoch = excluded.epoch, snapshot = excluded.snapshot, position = excluded.position`,
    [view.name, view.tables, checkpoint],
  );
};

/** Former tables hold what people wanted forgotten: they are emptied, and there is no way back to them. */
export const emptyRetired = async (pool: Pool): Promise<void> => {
  const { rows } = await pool.query<{ view: string; tables: string[] }>(
    'SELECT view, tables FROM retired_view',
  );
  for (const { view, tables } of rows) {
    await withClient(pool, async (client) => {
      await client.query('BEGIN');
      try {
        for (const table of tables)
          await client.query(`DELETE FROM ${retiredOf({ name: view, tables })}.${table}`);
        await client.query('DELETE FROM retired_view WHERE view = $1', [view]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    });
  }
};

/** LIKE gives indexes names of its own; later migrations know them by the old ones. */
const nameIndexesAlike = async (client: Client, schema: string, table: string): Promise<void> => {
  const { rows } = await client.query<{ rename: string }>(
    `WITH indexes AS (
       SELECT indrelid = $1::regclass AS live, relname,
              regexp_replace(pg_get_indexdef(indexrelid), ' INDEX .* ON [^ ]+ ', ' INDEX ON ') AS definition
       FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid IN ($1::regclass, $2::regclass)
     ), numbered AS (
       SELECT *, row_number() OVER (PARTITION BY live, definition ORDER BY relname) AS nth FROM indexes
     )
     SELECT format('ALTER INDEX %I.%I RENAME TO %I', $3::text, twin.relname, live.relname) AS rename
     FROM numbered AS live JOIN numbered AS twin USING (definition, nth)
     WHERE live.live AND NOT twin.live AND live.relname <> twin.relname`,
    [`public.${table}`, `${schema}.${table}`, schema],
  );
  for (const { rename } of rows) await client.query(rename);
};

const grantAlike = async (client: Client, schema: string, table: string): Promise<void> => {
  const { rows } = await client.query<{ grant: string }>(
    `SELECT format('GRANT %s ON %s TO %s', privilege_type, $2::text,
                   CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(grantee::regrole::text) END) AS grant
     FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = $1::regclass`,
    [`public.${table}`, `${schema}.${table}`],
  );
  for (const { grant } of rows) await client.query(grant);
};

const mostAttempts = 10;
// Two writers of a view's tables can hold what the other needs; so can we. Whoever gave way tries again.
const isPassing = (error: unknown) => ['40P01', '55P03'].includes(codeOf(error));

/** Keeps writers out, lets the twins catch up, and puts them in the place of the live tables. */
export const switchOver = async (
  client: Client,
  view: AnyView,
  catchUp: (isFollowed: boolean) => Promise<Position | null>,
): Promise<void> => {
  const live = view.tables.map((table) => `public.${table}`).join(', ');
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL lock_timeout = '5s'`);
      // In the follower's order: checkpoint, then tables.
      const { rows } = await client.query<{ position: Position }>(
        'SELECT position FROM checkpoint WHERE view = $1 FOR UPDATE',
        [view.name],
      );
      const [checkpoint] = rows;
      const isFollowed = checkpoint !== undefined;
      await client.query(`LOCK TABLE ${live} IN SHARE ROW EXCLUSIVE MODE`);
      const position = await catchUp(isFollowed);
      if (isFollowed)
        await client.query('UPDATE checkpoint SET position = $2 WHERE view = $1', [view.name, position]);
      await retire(client, view, checkpoint?.position);
      for (const table of view.tables)
        await client.query(`ALTER TABLE ${schemaOf(view)}.${table} SET SCHEMA public`);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!isPassing(error) || attempt === mostAttempts) throw error;
    }
  }
};
