import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { unite } from '../personal.ts';
import { comparePositions, partsOf, type Position } from '../position.ts';
import { isSettled } from '../schema/settled-before.ts';
import { createUpcasting, type Upcasters, type Upcasting } from '../upcast.ts';

type Connection = Pool | ClientBase;

/** Something that no log of ours may hold; `what` is for people. */
export type LogProblem = { stream: string; version: number; position: Position; what: string };

/**
 * The end of the log and the hash over everything up to it, as `2:<position>:<sha256>`. Kept somewhere else it proves
 * later that nothing before it was changed, added or taken away. The number in front grows when other fields are hashed,
 * so that a head of before is not taken for one of a log that was tampered with; the first program wrote none.
 */
export type LogHead = string;

export type VerifiedLog = {
  events: number;
  streams: number;
  /** The first hundred. */
  problems: LogProblem[];
  /** Null for an empty log. */
  head: LogHead | null;
  /** What became of the head that was given. */
  formerHead?: 'unchanged' | 'changed' | 'not-in-the-log' | 'of-an-older-program';
};

export type VerifyOptions = {
  upcasters?: Upcasters;
  /** A head of an earlier verification. */
  formerHead?: LogHead;
  /** Called after each page with the number of events read, of about `total`. */
  onProgress?: (read: number, total: number) => void;
  signal?: AbortSignal;
};

type Row = {
  position: Position;
  id: string;
  stream: string;
  version: string;
  type: string;
  schema_version: number;
  subject: string | null;
  data: string;
  sealed: string | null;
  metadata: string;
  recorded_at: Date;
};

const mostProblems = 100;
const pageSize = 2_000;
const position = `epoch || '.' || xid::text || '.' || sequence AS position`;

// Also what was archived.
const misplaced = `
  SELECT stream, version, position, previous, in_order FROM (
    SELECT stream, version, ${position}, coalesce(lag(version) OVER w, 0) AS previous,
           (epoch, xid, sequence) > (lag(epoch) OVER w, lag(xid) OVER w, lag(sequence) OVER w) AS in_order
    FROM event_history WINDOW w AS (PARTITION BY stream ORDER BY version)
  ) AS e
  WHERE version <> previous + 1 OR NOT in_order ORDER BY stream, version LIMIT ${mostProblems}`;

type Misplaced = Pick<Row, 'stream' | 'version' | 'position'> & {
  previous: string;
  in_order: boolean | null;
};

const misplacedEvents = async (connection: Connection): Promise<LogProblem[]> => {
  const { rows } = await connection.query<Misplaced>(misplaced);
  return rows.map(({ stream, version, position: at, previous, in_order }) => ({
    stream,
    version: Number(version),
    position: at,
    what:
      in_order === false
        ? `stands before version ${previous} of its stream in the feed`
        : `follows version ${previous}: the versions between are missing`,
  }));
};

const beginning: Position = '0.0.0';

// What could still be overtaken has no fixed place yet.
const end = `
  SELECT ${position} FROM event
  WHERE ${isSettled}
  ORDER BY epoch DESC, xid DESC, sequence DESC LIMIT 1`;

// A transaction of another database that ends between a look's snapshot and the look at its owner holds that one back.
const looks = 3;

const endOf = async (connection: Connection): Promise<Position> => {
  let furthest = beginning;
  for (let look = 0; look < looks; look++) {
    const { rows } = await connection.query<{ position: Position }>(end);
    const found = rows[0]?.position ?? beginning;
    if (comparePositions(found, furthest) > 0) furthest = found;
  }
  return furthest;
};

const page = {
  name: 'verify_page',
  text: `SELECT ${position}, id, stream, version, type, schema_version, subject, data, sealed, metadata, recorded_at FROM event_history
          WHERE (epoch, xid, sequence) > ($1, $2::xid8, $3) AND (epoch, xid, sequence) <= ($4, $5::xid8, $6)
          ORDER BY epoch, xid, sequence LIMIT ${pageSize}`,
};

const readingProblem = (row: Row, upcasting: Upcasting): string | undefined => {
  const { id, type, schema_version: schemaVersion, subject, data, sealed } = row;
  if (schemaVersion > upcasting.current(type))
    return `${type}@${schemaVersion} is newer than this program, which knows ${upcasting.current(type)}`;
  if ((sealed === null) !== (subject === null))
    return 'is sealed for nobody, or names somebody and seals nothing';
  try {
    JSON.parse(row.metadata);
    const clear = JSON.parse(data) as Record<string, unknown>; // an event's data is an object
    upcasting.upcast({ type, data: unite(id, { clear, sealed }, null) }, schemaVersion);
    return undefined;
  } catch (error) {
    return `cannot be read as today's ${type}: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const headFormat = '2'; // grows with what `link` hashes

const link = (former: string, row: Row): string => {
  const { position: at, id, stream, version, type, schema_version, subject, data, sealed, metadata } = row;
  const content = [former, at, id, stream, version, type, schema_version, subject, data, sealed, metadata];
  return createHash('sha256')
    .update(JSON.stringify([...content, row.recorded_at]))
    .digest('hex');
};

const figure = async (connection: Connection, sql: string): Promise<number> => {
  const { rows } = await connection.query<{ figure: number }>(sql);
  return rows[0]?.figure ?? 0;
};

/**
 * Reads the whole log in its order: every stream's versions follow each other, in the feed as well; no position comes
 * twice; every event can be read in today's shape. Holds nothing back: it writes nothing and reads page by page.
 */
export const verifyLog = async (
  connection: Connection,
  options: VerifyOptions = {},
): Promise<VerifiedLog> => {
  const { upcasters, formerHead, onProgress, signal } = options;
  const upcasting = createUpcasting(upcasters);
  const [formerFormat, formerAt] = formerHead?.split(':') ?? [];
  const isComparable = formerFormat === headFormat;
  const last = await endOf(connection);
  const total = await figure(connection, 'SELECT count(*)::float8 AS figure FROM event_history');
  const problems = await misplacedEvents(connection);

  const verified: VerifiedLog = { events: 0, streams: 0, problems, head: null };
  if (formerHead !== undefined) verified.formerHead = isComparable ? 'not-in-the-log' : 'of-an-older-program';
  let hash = '';
  for (let at = beginning; ;) {
    signal?.throwIfAborted();
    const { rows } = await connection.query<Row>({ ...page, values: [...partsOf(at), ...partsOf(last)] });
    for (const row of rows) {
      const what = row.position === at ? 'has the position of another event' : readingProblem(row, upcasting);
      if (what !== undefined && problems.length < mostProblems)
        problems.push({ stream: row.stream, version: Number(row.version), position: row.position, what });
      hash = link(hash, row);
      at = row.position;
      verified.head = `${headFormat}:${at}:${hash}`;
      if (isComparable && at === formerAt)
        verified.formerHead = verified.head === formerHead ? 'unchanged' : 'changed';
    }
    verified.events += rows.length;
    onProgress?.(verified.events, Math.max(total, verified.events));
    if (rows.length < pageSize) break;
  }
  verified.streams = await figure(
    connection,
    'SELECT count(DISTINCT stream)::float8 AS figure FROM event_history',
  );
  return verified;
};
