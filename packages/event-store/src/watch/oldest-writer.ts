import type { ClientBase, Pool } from 'pg';

/** The longest open transaction of a database that has an id: readers of a log in that database wait for it. */
export type OldestWriter = {
  /** Since it began. */
  seconds: number;
  database: string;
  /** Null for a prepared transaction: that has no process any more. */
  pid: number | null;
  role: string;
  application: string;
  state: string;
};

/**
 * Only roles with pg_read_all_stats see what other roles' transactions do. The owner of the log is given that right by
 * a superuser and lends it by this function, so that a service's role learns the age of a transaction and no more.
 * Readers only wait for transactions that have an id, which are those that wrote something.
 */
export const oldestWriterSchema: string[] = [
  `CREATE OR REPLACE FUNCTION oldest_writer()
   RETURNS TABLE (seconds float8, database text, pid int, role text, application text, state text)
   LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
   BEGIN
     IF NOT pg_has_role('pg_read_all_stats', 'USAGE') THEN
       RAISE insufficient_privilege USING
         MESSAGE = format('the transactions of others cannot be seen; a superuser may GRANT pg_read_all_stats TO %I', current_user);
     END IF;
     RETURN QUERY
       SELECT extract(epoch FROM clock_timestamp() - o.begun)::float8, o.database, o.pid, o.role, o.application, o.state
       FROM (SELECT DISTINCT ON (w.database) w.* FROM (
         SELECT xact_start AS begun, datname::text AS database, a.pid, usename::text AS role,
                application_name AS application, a.state
         FROM pg_stat_activity AS a WHERE backend_xid IS NOT NULL AND a.pid <> pg_backend_pid()
         UNION ALL
         SELECT prepared, p.database::text, NULL, owner::text, gid, 'prepared' FROM pg_prepared_xacts AS p
       ) AS w WHERE w.begun IS NOT NULL ORDER BY w.database, w.begun) AS o
       ORDER BY o.begun;
   END $$`,
  'REVOKE ALL ON FUNCTION oldest_writer() FROM PUBLIC',
];

export const oldestWriterGrantsFor = (role: string): string[] => [
  `GRANT EXECUTE ON FUNCTION oldest_writer() TO ${role}`,
];

/**
 * Of each database of the cluster in which somebody writes, the oldest first. Throws (SQLSTATE 42501) where the owner may
 * not see other roles' transactions.
 */
export const oldestWriters = async (pool: Pool | ClientBase): Promise<OldestWriter[]> =>
  (await pool.query<OldestWriter>('SELECT * FROM oldest_writer()')).rows;

/** Of the whole cluster. Undefined where nobody writes; throws likewise. */
export const oldestWriter = async (pool: Pool | ClientBase): Promise<OldestWriter | undefined> =>
  (await oldestWriters(pool))[0];
