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
  'ENETUNREACH',
  'ENETDOWN',
  'ECONNABORTED',
]);
// 08: connection exceptions; 25006: a standby took over; 25P03, 25P04: ended as too slow; 53: no room, no memory, too many
// connections; 57P01–57P05: shutting down, crashed, starting up, ended as idle.
const serverTroubles = /^(08...|25006|25P0[34]|53...|57P0[1-5])$/;
const driverTroubles =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|client was closed|query read timeout/i;

/** The SQLSTATE or the system's code; by shape, since errors of Node's own may come from another realm. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

/** A server's local socket that is not there, rather than any file. */
const isSocketGone = (error: unknown): boolean =>
  codeOf(error) === 'ENOENT' &&
  typeof error === 'object' &&
  error !== null &&
  'syscall' in error &&
  error.syscall === 'connect';

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';

/** An address may have several: none of them answered. */
const innerOf = (error: unknown): unknown[] => {
  if (typeof error !== 'object' || error === null) return [];
  if ('errors' in error && Array.isArray(error.errors)) return error.errors;
  return 'cause' in error && error.cause !== undefined ? [error.cause] : [];
};

/** Is it that the server cannot be reached or cannot work at the moment, rather than that it refuses a statement? */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Unavailable ||
  connectionTroubles.has(codeOf(error)) ||
  isSocketGone(error) ||
  serverTroubles.test(codeOf(error)) ||
  driverTroubles.test(messageOf(error)) ||
  innerOf(error).some(isUnavailable);

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
 * Clients send queries without waiting for the former ones' answers. A transaction that is left open would stop every
 * reader of the feed in the whole cluster, so the server ends those.
 */
export const connectionOf = (databaseUrl: string) => ({
  connectionString: databaseUrl,
  pipeline: true,
  connectionTimeoutMillis: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
});

export const createPool = (databaseUrl: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ ...connectionOf(databaseUrl), max });
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
