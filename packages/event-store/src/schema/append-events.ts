/**
 * The one write path. `streams` is sorted by name; an expected version of -1 is any, 0 is none. Of `events` each row is
 * type, schema version, id, subject, data, sealed, metadata, in the order of their streams; of `inbox_marks` consumer and
 * event id; of `command_marks` principal, key, body hash, answer.
 *
 * What stands in the way comes back as `obstacles`, or, where something was written already, as an exception KF409
 * with the same in its detail: either way nothing stays. 40001 means: again, in a new transaction.
 *
 * Locks come before anything that assigns a transaction id: who waits for a stream must not carry a lower id than
 * the one it waits for, or the feed would show the stream out of order. The guard on last_xid refuses callers who
 * wrote something before. New streams need no lock: their primary key makes rivals wait, and the guard holds for them too.
 *
 * A loop of single-row statements, since those are never planned anew: a set statement over unnest() was 15 % cheaper
 * for a thousand events at once and 70 % dearer for one. Few arguments and expressions, since each call sets them up.
 */
export const appendFunction = `
CREATE FUNCTION append_events(
  streams text[], expectations bigint[], sizes int[], events text[], inbox_marks text[], command_marks text[]
) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  -- Assigned, an array is unpacked once instead of searched for each element.
  event text[] := events;
  has_written boolean := false;
  obstacles jsonb;
  this_epoch int;
  this_xid xid8;
  now timestamptz;
  head bigint;
  heads bigint[] := '{}';
  place bigint;
  places bigint[] := '{}';
  nth int := 0;
BEGIN
  FOR i IN 1 .. cardinality(streams) LOOP
    IF expectations[i] <> 0 THEN
      PERFORM pg_advisory_xact_lock(hashtextextended(streams[i], 0));
    END IF;
  END LOOP;

  IF inbox_marks <> '{}' THEN
    WITH wanted AS (
      SELECT at, inbox_marks[at][1] AS consumer, inbox_marks[at][2] AS event_id
      FROM generate_subscripts(inbox_marks, 1) AS at
    ), marked AS (
      INSERT INTO inbox AS i (consumer, event_id) SELECT consumer, event_id FROM wanted ORDER BY consumer, event_id
      ON CONFLICT DO NOTHING RETURNING i.consumer, i.event_id
    )
    SELECT jsonb_agg(jsonb_build_object('kind', 'inbox', 'at', at)) FILTER (WHERE marked.event_id IS NULL),
           count(marked.event_id) > 0
    INTO obstacles, has_written
    FROM wanted LEFT JOIN marked USING (consumer, event_id);
  END IF;
  IF command_marks <> '{}' AND obstacles IS NULL THEN
    WITH wanted AS (
      SELECT at, command_marks[at][1] AS principal, command_marks[at][2] AS key,
             command_marks[at][3] AS body_hash, command_marks[at][4] AS answer
      FROM generate_subscripts(command_marks, 1) AS at
    ), marked AS (
      INSERT INTO command_mark AS m (principal, key, body_hash, answer)
      SELECT principal, key, body_hash, answer FROM wanted ORDER BY principal, key
      ON CONFLICT DO NOTHING RETURNING m.principal, m.key
    )
    SELECT jsonb_agg(jsonb_build_object('kind', 'mark', 'at', at)) FILTER (WHERE marked.key IS NULL),
           has_written OR count(marked.key) > 0
    INTO obstacles, has_written
    FROM wanted LEFT JOIN marked USING (principal, key);
  END IF;

  this_epoch := (SELECT epoch FROM event_log);
  this_xid := pg_current_xact_id();
  now := date_trunc('milliseconds', clock_timestamp());
  FOR i IN 1 .. cardinality(streams) LOOP
    EXIT WHEN obstacles IS NOT NULL;
    IF expectations[i] > 0 THEN
      UPDATE stream AS s SET version = s.version + sizes[i], last_xid = this_xid
      WHERE s.id = streams[i] AND s.version = expectations[i] AND s.last_xid <= this_xid
      RETURNING s.version INTO head;
    ELSE
      INSERT INTO stream AS s (id, version, last_xid) VALUES (streams[i], sizes[i], this_xid)
      ON CONFLICT (id) DO UPDATE SET version = s.version + excluded.version, last_xid = excluded.last_xid
        WHERE expectations[i] < 0 AND s.last_xid <= excluded.last_xid
      RETURNING s.version INTO head;
    END IF;
    IF head IS NULL THEN
      SELECT jsonb_agg(jsonb_build_object('kind', 'conflict', 'at', at, 'actual', coalesce(s.version, 0)))
      INTO obstacles
      FROM unnest(streams, expectations) WITH ORDINALITY AS wanted (stream, expected, at)
      LEFT JOIN stream AS s ON s.id = wanted.stream
      WHERE at >= i AND expected >= 0 AND expected <> coalesce(s.version, 0);
      IF obstacles IS NULL THEN
        RAISE serialization_failure USING MESSAGE = 'a later transaction wrote to the stream first';
      END IF;
    ELSE
      has_written := true;
      heads[i] := head;
      FOR version IN head - sizes[i] + 1 .. head LOOP
        nth := nth + 1;
        INSERT INTO event AS e
          (epoch, xid, recorded_at, stream, version, type, schema_version, id, subject, data, sealed, metadata)
        VALUES
          (this_epoch, this_xid, now, streams[i], version, event[nth][1], event[nth][2]::int, event[nth][3]::uuid,
           event[nth][4], event[nth][5], event[nth][6], event[nth][7])
        RETURNING e.sequence INTO place;
        places[nth] := place;
      END LOOP;
    END IF;
  END LOOP;

  IF obstacles IS NULL THEN
    RETURN json_build_object(
      'epoch', this_epoch, 'xid', this_xid::text, 'recordedAt', round(extract(epoch FROM now) * 1000),
      'heads', heads, 'sequences', places
    );
  ELSIF has_written THEN
    RAISE EXCEPTION 'nothing was appended' USING ERRCODE = 'KF409', DETAIL = obstacles;
  END IF;
  RETURN json_build_object('obstacles', obstacles);
END $$`;
