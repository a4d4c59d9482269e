import pg from 'pg';

import { exitCodes, OperatorProblem } from './problem.ts';

const reason = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
};

/** Runs the work on one connection. Says where nobody answered when that is what went wrong. */
export const withDatabase = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'kefu operator',
  });
  client.on('error', () => undefined); // the query at hand fails with it, too
  await client.connect().catch((error: unknown) => {
    const { host, pathname } = new URL(url);
    throw new OperatorProblem(
      `The database ${pathname.slice(1)} at ${host} does not answer: ${reason(error)}. Does kefu run (\`npm run status\`)? Elsewhere, set KEFU_POSTGRES_URL.`,
      exitCodes.unreachable,
    );
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
