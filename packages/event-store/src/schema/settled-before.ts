/**
 * The transaction id below which nothing more can appear in this log, as a snapshot of PostgreSQL's saw it: the oldest
 * that was still running, but for those of other databases of the cluster. An id counts as another database's only where
 * its owner is seen there after the snapshot was taken; who ended between holds readers back once more.
 *
 * To be called as `settled_before(pg_current_snapshot())`, so that the statement around it reads by the same snapshot: a
 * newer bound than what the statement can see would skip events.
 */
export const settledBeforeFunction = `
CREATE OR REPLACE FUNCTION settled_before(seen pg_snapshot) RETURNS xid8
LANGUAGE plpgsql STABLE AS $$
DECLARE
  bound xid8 := pg_snapshot_xmin(seen);
BEGIN
  IF bound < pg_snapshot_xmax(seen) THEN
    SELECT coalesce(min(running), pg_snapshot_xmax(seen)) INTO bound
    FROM pg_snapshot_xip(seen) AS running
    WHERE running::xid <> ALL (ARRAY(
      SELECT a.backend_xid FROM pg_stat_get_activity(NULL) AS a JOIN pg_database AS d ON d.oid = a.datid
      WHERE a.backend_xid IS NOT NULL AND d.datname <> current_database()
      UNION ALL
      SELECT transaction FROM pg_prepared_xacts WHERE database <> current_database()
    ));
    -- A snapshot does not name the transaction that took it.
    bound := least(bound, pg_current_xact_id_if_assigned());
  END IF;
  RETURN bound;
END $$`;

/** A condition on `event`: the event is settled, everything before it is as well, and nothing will come between. */
export const isSettled = `(epoch, xid, sequence) < ((SELECT epoch FROM event_log), (SELECT settled_before(pg_current_snapshot())), 0)`;
