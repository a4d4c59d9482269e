import type { EventStore, Position } from '@kefu/event-store';
import { createStreamNames, metadata, payload } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';

export type Filled = {
  /** Streams of ten events. */
  tens: string[];
  /** Where half of the log lies behind. */
  middle: Position | null;
};

export const longest = 'the-longest';
export const eventOf = (): WordsAdded => ({ type: 'WordsAdded', data: payload });

const eventsOf = (count: number): WordsAdded[] => Array.from({ length: count }, eventOf);

// As `append_events` writes them, but made where they are stored: twenty million in minutes. Names and ids
// are as long, and ids as much in order, as the store's own: they are most of what an event takes on disk.
const fillAlone = {
  name: 'fill',
  text: `INSERT INTO event
      (epoch, xid, sequence, recorded_at, stream, version, type, schema_version, id, data, metadata)
    SELECT (SELECT epoch FROM event_log), pg_current_xact_id(), nr, clock_timestamp(), 'case-' || md5($1::text || nr), 1,
           'WordsAdded', 1, uuidv7(), $2, $3
    FROM generate_series($4::bigint, $5::bigint) AS nr`,
};

/**
 * A log of so many events: the first thousand are a hundred streams of ten, a tenth of the log, up to 100,000, is one
 * stream, and each of the others is a stream of its own.
 */
export const fill = async (store: EventStore<WordsAdded>, count: number, seed: number): Promise<Filled> => {
  const newStream = createStreamNames(seed);
  const tens = Array.from({ length: 100 }, newStream);
  const append = (streams: readonly string[], each: number) =>
    store.commit({
      appends: streams.map((stream) => ({
        stream,
        expected: 'any' as const,
        events: eventsOf(each),
        metadata,
      })),
    });
  await append(tens, 10);
  let written = 1_000;
  const long = Math.min(count / 10, 100_000);
  for (let inLong = 0; inLong < long; inLong += 1_000) await append([longest], 1_000);
  written += long;
  let middle: Position | null = null;
  const each = Math.min(20_000, count / 10);
  const texts = [String(seed), JSON.stringify(payload), JSON.stringify(metadata)];
  const fillTo = (last: number): Promise<unknown> => {
    const values = [...texts, written + 1, Math.min(last, count)];
    written = Math.min(last, count);
    return store.pool.query({ ...fillAlone, values });
  };
  while (written < count) {
    await Promise.all([fillTo(written + each), fillTo(written + each)]);
    if (written <= count / 2 || middle === null) middle = await store.head();
  }
  return { tens, middle };
};
