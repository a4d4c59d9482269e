import pg from 'pg';
import { Unavailable } from './errors.ts';

const connectionTroubles = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOENT',
]);
// 08: connection exceptions; 25P03, 25P04: ended as too slow; 57P01–57P03: shutting down, crashed, starting up;
// 53: no disk space, memory or connections left.
const serverTroubles = /^(08...|25P0[34]|57P0[123]|53...)$/;
const driverTroubles =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|client was closed|query read timeout/i;

/** The SQLSTATE or the system's code; by shape, since errors of Node's own may come from another realm. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';

export const isUnavailable = (error: unknown): boolean =>
  error instanceof Unavailable ||
  connectionTroubles.has(codeOf(error)) ||
  serverTroubles.test(codeOf(error)) ||
  driverTroubles.test(messageOf(error));

/** Runs the work; what failed because the database is away fails as Unavailable. */
export const reaching = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unavailable || !isUnavailable(error)) throw error;
    throw new Unavailable('the database cannot be reached', { cause: error });
  }
};

/**
 * Clients of this pool send queries without waiting for the former ones' answers. A transaction that is left open
 * would stop every reader of the feed in the whole cluster, so the server ends those.
 */
export const createPool = (databaseUrl: string, max: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  // An idle connection that breaks is dropped by the pool; the next query connects anew or says Unavailable.
  pool.on('error', () => undefined);
  return pool;
};

/** Runs the work on one connection, which goes back to the pool only when it is sound. */
export const withClient = async <Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    broken ||= isUnavailable(error);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
};
