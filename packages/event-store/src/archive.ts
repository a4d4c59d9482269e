import pg from 'pg';
import { connectionOf, reaching } from './database.ts';
import { partsOf, type Position } from './position.ts';

/** Beside the hot table, the same but for who writes: only the owner. */
export const archiveSchema = [
  'CREATE TABLE IF NOT EXISTS event_archive (LIKE event INCLUDING ALL)',
  'CREATE OR REPLACE VIEW event_history AS SELECT * FROM event UNION ALL SELECT * FROM event_archive',
];

const streamsAtOnce = 500;

// The first stays, since a stream that has one is not new, and the last, since it is the head; the gap between them says
// to whoever reads that there was more.
const move = `
  WITH head AS (
    SELECT stream, max(version) AS version FROM event WHERE stream = ANY ($1) GROUP BY stream
  ), moved AS (
    DELETE FROM event USING head
    WHERE event.stream = head.stream AND event.version > 1 AND event.version < head.version
      AND (event.epoch, event.xid, event.sequence) < ($2, $3::xid8, $4)
    RETURNING event.*
  )
  INSERT INTO event_archive SELECT * FROM moved`;

/**
 * Moves the events of streams that have ended out of the hot table, those before a position that every subscriber has
 * passed. Reading a stream, deciding on it and rebuilding a view find them there; a subscription does not look. In small
 * transactions, since one that lasts holds back every reader. Answers how many events were moved.
 */
export const createArchive =
  (ownerDatabaseUrl: string) =>
  (streams: readonly string[], before: Position): Promise<number> =>
    reaching(async () => {
      const client = new pg.Client(connectionOf(ownerDatabaseUrl));
      client.on('error', () => undefined);
      await client.connect();
      try {
        let moved = 0;
        for (let from = 0; from < streams.length; from += streamsAtOnce) {
          const some = streams.slice(from, from + streamsAtOnce);
          moved += (await client.query(move, [some, ...partsOf(before)])).rowCount ?? 0;
        }
        return moved;
      } finally {
        await client.end();
      }
    });
