import type { Statement } from './statement.ts';

/**
 * Keeps a stream's state now and then, so that a long one is not read from its beginning each time. The state must
 * survive JSON and should hold nothing personal. Snapshots are disposable: whoever names another `shape` begins anew,
 * and forgetting a customer drops them all, in case some do.
 */
export type Snapshots = {
  /** Names decider and shape of its state, e.g. `case@2`. */
  shape: string;
  /** A snapshot is due when so many events have come since the last. */
  every: number;
};

export const snapshotTable = `CREATE TABLE IF NOT EXISTS snapshot (
  stream text NOT NULL,
  shape text NOT NULL,
  version bigint NOT NULL,
  position text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (stream, shape)
)`;

const keep = `
  INSERT INTO snapshot AS kept (stream, shape, version, position, state)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS told (stream text, shape text, version bigint, position text, state text)
  ON CONFLICT (stream, shape) DO UPDATE
    SET version = excluded.version, position = excluded.position, state = excluded.state
    WHERE kept.version < excluded.version`;

type Loaded = { state: unknown; version: number; token: string | null; snapshotAt: number };

/** What is written with a command when a snapshot of the state that it was decided on is due. */
export const snapshotStatements = (
  stream: string,
  { state, version, token, snapshotAt }: Loaded,
  snapshots: Snapshots | undefined,
): Statement[] => {
  if (!snapshots || token === null || version - snapshotAt < snapshots.every) return [];
  const row = { stream, shape: snapshots.shape, version, position: token, state: JSON.stringify(state) };
  return [{ sql: keep, row, key: `snapshot ${stream}` }];
};
