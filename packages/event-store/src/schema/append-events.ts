/**
 * The one write path. Everything comes as arrays: one element a stream (sorted by name), one an event (in the order
 * of their streams), one an inbox mark, one a command mark; an expected version of -1 is any, 0 is none.
 *
 * What stands in the way comes back as `refusals`, or, where something was written already, as an exception KF409
 * with the same in its detail: either way nothing stays. 40001 means: again, in a new transaction.
 *
 * Locks come before anything that assigns a transaction id: who waits for a stream must not carry a lower id than
 * the one it waits for, or the feed would show the stream out of order. The guard on last_xid refuses callers who
 * wrote something before. New streams need no lock: their primary key makes rivals wait, and the guard holds for them too.
 */
export const appendFunction = `
CREATE FUNCTION append_events(
  streams text[], expectations bigint[], sizes int[],
  types text[], schema_versions int[], ids uuid[], subjects text[], payloads text[], sealed text[], notes text[],
  inbox_consumers text[], inbox_events text[],
  mark_principals text[], mark_keys text[], mark_hashes text[], mark_answers text[],
  OUT epoch int, OUT xid xid8, OUT recorded_at timestamptz, OUT versions bigint[], OUT sequences bigint[],
  OUT refusals jsonb
) LANGUAGE plpgsql AS $$
DECLARE
  head bigint;
  event_streams text[] := '{}';
  event_versions bigint[] := '{}';
  has_written boolean := false;
BEGIN
  IF array_remove(expectations, 0) <> '{}' THEN
    PERFORM pg_advisory_xact_lock(lock_key) FROM (
      SELECT DISTINCT hashtextextended(stream, 0) AS lock_key
      FROM unnest(streams, expectations) AS wanted (stream, expected)
      WHERE expected <> 0 ORDER BY lock_key
    ) AS locks;
  END IF;

  IF inbox_events <> '{}' THEN
    WITH marked AS (
      INSERT INTO inbox AS i (consumer, event_id) SELECT * FROM unnest(inbox_consumers, inbox_events) ORDER BY 1, 2
      ON CONFLICT DO NOTHING RETURNING i.consumer, i.event_id
    )
    SELECT jsonb_agg(jsonb_build_object('kind', 'inbox', 'at', ordinal)) FILTER (WHERE marked.event_id IS NULL),
           count(marked.event_id) > 0
    INTO refusals, has_written
    FROM unnest(inbox_consumers, inbox_events) WITH ORDINALITY AS wanted (consumer, event_id, ordinal)
    LEFT JOIN marked USING (consumer, event_id);
  END IF;
  IF mark_keys <> '{}' AND refusals IS NULL THEN
    WITH marked AS (
      INSERT INTO command_mark AS m (principal, key, body_hash, answer)
      SELECT * FROM unnest(mark_principals, mark_keys, mark_hashes, mark_answers) ORDER BY 1, 2
      ON CONFLICT DO NOTHING RETURNING m.principal, m.key
    )
    SELECT jsonb_agg(jsonb_build_object('kind', 'mark', 'at', ordinal)) FILTER (WHERE marked.key IS NULL),
           has_written OR count(marked.key) > 0
    INTO refusals, has_written
    FROM unnest(mark_principals, mark_keys) WITH ORDINALITY AS wanted (principal, key, ordinal)
    LEFT JOIN marked USING (principal, key);
  END IF;

  IF refusals IS NULL THEN
    xid := pg_current_xact_id();
    FOR i IN 1 .. cardinality(streams) LOOP
      IF expectations[i] > 0 THEN
        UPDATE stream AS s SET version = s.version + sizes[i], last_xid = append_events.xid
        WHERE s.id = streams[i] AND s.version = expectations[i] AND s.last_xid <= append_events.xid
        RETURNING s.version INTO head;
      ELSE
        INSERT INTO stream AS s (id, version, last_xid) VALUES (streams[i], sizes[i], append_events.xid)
        ON CONFLICT (id) DO UPDATE SET version = s.version + excluded.version, last_xid = excluded.last_xid
          WHERE expectations[i] < 0 AND s.last_xid <= excluded.last_xid
        RETURNING s.version INTO head;
      END IF;
      IF head IS NULL THEN
        head := coalesce((SELECT s.version FROM stream AS s WHERE s.id = streams[i]), 0);
        IF expectations[i] IN (-1, head) THEN
          RAISE serialization_failure USING MESSAGE = 'a later transaction wrote to the stream first';
        END IF;
        refusals := coalesce(refusals, '[]') || jsonb_build_object('kind', 'conflict', 'at', i, 'actual', head);
      ELSE
        has_written := true;
        versions[i] := head;
        FOR offset_ IN 1 .. sizes[i] LOOP
          event_streams := event_streams || streams[i];
          event_versions := event_versions || head - sizes[i] + offset_;
        END LOOP;
      END IF;
    END LOOP;
  END IF;

  IF refusals IS NOT NULL THEN
    IF has_written THEN
      RAISE EXCEPTION 'nothing was appended' USING ERRCODE = 'KF409', DETAIL = refusals;
    END IF;
    RETURN;
  END IF;

  epoch := (SELECT l.epoch FROM event_log AS l);
  recorded_at := date_trunc('milliseconds', clock_timestamp());
  WITH written AS (
    INSERT INTO event AS e (epoch, xid, recorded_at, stream, version, type, schema_version, id, subject, data, sealed, metadata)
    SELECT append_events.epoch, append_events.xid, append_events.recorded_at, new.*
    FROM unnest(event_streams, event_versions, types, schema_versions, ids, subjects, payloads, sealed, notes) AS new
    RETURNING e.sequence
  )
  SELECT array_agg(sequence ORDER BY sequence) FROM written INTO sequences;
END $$`;
