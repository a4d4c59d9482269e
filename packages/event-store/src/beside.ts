import type { Client, Pool } from 'pg';
import type { DomainEvent } from '@kefu/contracts';
import { codeOf } from './database.ts';
import type { View } from './view.ts';

export type BesideView = Pick<View<DomainEvent>, 'name' | 'tables'>;

/** Where a view is built anew, and where its former tables stay. */
export const schemaOf = (view: BesideView) => `rebuild_${view.name}`;
export const retiredOf = (view: BesideView) => `retired_${view.name}`;

/** Whoever writes to tables beside the live ones holds it with others; who drops them holds it alone. */
const lock = `hashtextextended('tables beside the live ones', 2)`;

/**
 * Which views have former tables, and what those hold. Processes of the release before empty the tables that are named
 * here, when somebody is forgotten while services are upgraded one after the other. The next release drops the column,
 * and revokes the rights that they need for it: on this table and to the schema (in `retire`).
 */
export const retiredViewSchema = `CREATE TABLE IF NOT EXISTS retired_view (
  view text PRIMARY KEY,
  tables text[] NOT NULL DEFAULT '{}',
  epoch int NOT NULL,
  snapshot text NOT NULL,
  position text,
  up_to text
)`;

/**
 * What lies beside the live tables shows in plain text what somebody wants forgotten, also what a killed rebuild left. The
 * service's role must be able to drop it, and by this function learns to do nothing else with it. A rebuild
 * that is under way begins anew: its reader may still remember the key.
 */
export const besideSchema: string[] = [
  `ALTER TABLE retired_view ADD COLUMN IF NOT EXISTS up_to text,
     ADD COLUMN IF NOT EXISTS tables text[] NOT NULL DEFAULT '{}'`,
  `CREATE OR REPLACE FUNCTION drop_tables_beside() RETURNS void
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
   DECLARE
     beside text;
   BEGIN
     PERFORM pg_advisory_xact_lock(${lock});
     FOR beside IN
       SELECT nspname FROM pg_namespace WHERE nspname ~ '^(rebuild|retired)_' AND nspowner = current_user::regrole
     LOOP
       EXECUTE format('DROP SCHEMA %I CASCADE', beside);
     END LOOP;
     DELETE FROM public.retired_view;
   END $$`,
  'REVOKE ALL ON FUNCTION drop_tables_beside() FROM PUBLIC',
];

export const besideGrantsFor = (role: string): string[] => [
  `GRANT EXECUTE ON FUNCTION drop_tables_beside() TO ${role}`,
  `GRANT SELECT, DELETE ON retired_view TO ${role}`,
];

export const dropTablesBeside = async (pool: Pool): Promise<void> => {
  await pool.query('SELECT drop_tables_beside()');
};

/** The tables beside were dropped, since somebody was forgotten. */
export class DroppedBeside extends Error {}

/** In a transaction: nobody drops what lies beside until its end. */
export const takeBeside = (client: Client) => client.query(`SELECT pg_advisory_xact_lock_shared(${lock})`);

/**
 * The same for one view's tables; throws DroppedBeside where they are gone. Without it unqualified names would then
 * mean the live tables.
 */
export const holdBeside = (client: Client, schema: string, { tables }: BesideView) => [
  takeBeside(client),
  client
    .query('SELECT name::regclass FROM unnest($1::text[]) AS name', [
      tables.map((table) => `${schema}.${table}`),
    ])
    .catch((error: unknown) => {
      throw ['3F000', '42P01'].includes(codeOf(error)) ? new DroppedBeside() : error;
    }),
];
