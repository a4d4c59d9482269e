/**
 * The one write path: one call appends what a batch of commits decided, all or nothing. `streams` is sorted and names
 * each stream once; an expected version of -1 is any, 0 is none. Of each event, in the order of their sequence, the caller
 * says in `numbers` its stream's place in `streams`, how far behind that stream's head it comes, which of the `notes` is
 * its metadata, and its schema version; in `texts` its id, type, subject, data and sealed fields. Answers the head that
 * each stream had; for a stream expected to be new nobody looks, its primary rival decides.
 *
 * What stands in the way is an error, so that nothing stays: a unique violation of one of the log's tables, or KF409
 * where a stream is not at the expected version. 40001 means: again, in a new transaction.
 *
 * Locks come before anything that assigns a transaction id: who waits for a stream must not carry a lower id than
 * the one it waits for, or the feed would show the stream out of order. The guard on the head's id refuses callers who
 * wrote something before. New streams need no lock: their unique version makes rivals wait.
 *
 * The head of a stream is its last event: a table of streams beside it cost a third of a large append and half of
 * its writes. The events come in two arrays that are looked into by place: a json document, or an array a field
 * that is unnested, costs a third more of a large append.
 */
export const appendFunction = `
CREATE OR REPLACE FUNCTION append_events(
  streams text[], expectations bigint[], notes text[], numbers int[], texts text[], inbox_marks json, command_marks json,
  OUT this_epoch int, OUT this_xid xid8, OUT now timestamptz, OUT heads bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
  -- Assigned, an array is unpacked once instead of searched for each element.
  stream_of text[] := streams;
  note_of text[] := notes;
  n int[] := numbers;
  t text[] := texts;
  has_heads boolean := NOT (0 = ALL (expectations));
  is_elsewhere boolean;
  is_overtaken boolean;
BEGIN
  IF has_heads THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(stream, 0))
    FROM unnest(streams, expectations) AS wanted (stream, expected) WHERE expected <> 0;
  END IF;

  IF inbox_marks IS NOT NULL THEN
    INSERT INTO inbox (consumer, event_id)
    SELECT consumer, event_id FROM json_to_recordset(inbox_marks) AS m (consumer text, event_id text)
    ORDER BY consumer, event_id;
  END IF;
  IF command_marks IS NOT NULL THEN
    INSERT INTO command_mark (principal, key, body_hash, answer)
    SELECT principal, key, body_hash, answer
    FROM json_to_recordset(command_marks) AS m (principal text, key text, body_hash text, answer text)
    ORDER BY principal, key;
  END IF;

  this_epoch := (SELECT epoch FROM event_log);
  this_xid := pg_current_xact_id();
  now := date_trunc('milliseconds', clock_timestamp());
  heads := expectations;
  IF has_heads THEN
    SELECT array_agg(coalesce(head.version, 0) ORDER BY wanted.place),
           bool_or(wanted.expected > 0 AND wanted.expected IS DISTINCT FROM head.version),
           bool_or((head.epoch, head.xid) > (this_epoch, this_xid))
    INTO heads, is_elsewhere, is_overtaken
    FROM unnest(streams, expectations) WITH ORDINALITY AS wanted (stream, expected, place)
    LEFT JOIN LATERAL (
      SELECT version, epoch, xid FROM event WHERE stream = wanted.stream ORDER BY version DESC LIMIT 1
    ) AS head ON wanted.expected <> 0;
    IF is_elsewhere THEN
      RAISE EXCEPTION 'a stream is not at the expected version' USING ERRCODE = 'KF409';
    ELSIF is_overtaken THEN
      RAISE serialization_failure USING MESSAGE = 'a later transaction wrote to the stream first';
    END IF;
  END IF;

  INSERT INTO event
    (epoch, xid, sequence, recorded_at, stream, version, type, schema_version, id, subject, data, sealed, metadata)
  SELECT this_epoch, this_xid, nr, now, stream_of[n[4 * nr - 3]], heads[n[4 * nr - 3]] + n[4 * nr - 2],
         t[5 * nr - 3], n[4 * nr], t[5 * nr - 4]::uuid, t[5 * nr - 2], t[5 * nr - 1], t[5 * nr], note_of[n[4 * nr - 1]]
  FROM generate_series(1, cardinality(numbers) / 4) AS nr;
END $$`;
