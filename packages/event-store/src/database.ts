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
// 08: connection exceptions; 25006: a standby took over; 25P03, 25P04, 57014: ended as too slow; 53: no room, no memory,
// too many connections; 57P01–57P05: shutting down, crashed, starting up, ended as idle.
const serverTroubles = /^(08...|25006|25P0[34]|53...|57014|57P0[1-5])$/;
const driverTroubles =
  /connection terminated|timeout expired|timeout exceeded when trying to connect|client has encountered a connection error|client was closed|query read timeout/i;

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
 * reader of its database's feed, so the server ends those. A statement has no limit here: an index takes its time.
 */
export const connectionOf = (databaseUrl: string) => ({
  connectionString: databaseUrl,
  pipeline: true,
  connectionTimeoutMillis: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  // the other end of a connection that nobody uses may be gone
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
});

/**
 * For whoever has a caller waiting. A link that swallows packets says nothing for a quarter of an hour, so an answer is
 * waited for so long and no longer; the driver then throws the connection away, since the answer may still come and
 * would be taken for the next one's. The server gives up sooner, or what nobody waits for any more would go on there. So
 * a view's or a handler's statement that takes longer than 12 s fails as if the database were away, and waits to be mended.
 */
export const promptConnectionOf = (databaseUrl: string) => ({
  ...connectionOf(databaseUrl),
  statement_timeout: 12_000,
  query_timeout: 15_000,
});

export const createPool = (
  databaseUrl: string,
  max: number,
  connection: (url: string) => pg.ClientConfig = promptConnectionOf,
): pg.Pool => {
  const pool = new pg.Pool({ ...connection(databaseUrl), max });
  // An idle connection that breaks is dropped by the pool; the next query connects anew or says Unavailable.
  pool.on('error', () => undefined);
  return pool;
};

/** Says goodbye; over a link that is stalled that would not be heard. */
export const leave = async (client: pg.Client, withinMs = 1_000): Promise<void> => {
  const tooLate = setTimeout(() => client.connection.stream.destroy(), withinMs);
  await client.end().catch(() => undefined); // it was broken
  clearTimeout(tooLate);
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
