import type { Client } from 'pg';
import { schemaOf, takeBeside, type BesideView } from './beside.ts';
import type { Beside } from './retired.ts';

/** Empty twins of the view's tables, in the place of what a killed rebuild left. */
export const buildBeside = async (client: Client, view: BesideView): Promise<Beside> => {
  const schema = schemaOf(view);
  await client.query('BEGIN');
  await takeBeside(client);
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await client.query(`CREATE SCHEMA ${schema}`);
  for (const table of view.tables) {
    await client.query(`CREATE TABLE ${schema}.${table} (LIKE public.${table} INCLUDING ALL)`);
    await nameIndexesAlike(client, schema, table);
    await grantAlike(client, schema, table);
  }
  await client.query('COMMIT');
  return { schema, held: { after: null }, isNoted: false };
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
