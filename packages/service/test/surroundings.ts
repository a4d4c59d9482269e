import { randomBytes } from 'node:crypto';
import { createServer, connect, type Server } from 'node:net';
import type { TestDatabase } from '@kefu/testing/servers';
import { type PrivateKey, publicKeysOf } from '../src/index.ts';

export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};

type Given = {
  key: PrivateKey;
  trusted: PrivateKey[];
  database: TestDatabase;
  port: number;
  topicPrefix: string;
};

/** The environment that a launcher would give a service. */
export const environmentOf = ({ key, trusted, database, port, topicPrefix }: Given): NodeJS.ProcessEnv => ({
  KEFU_PORT: String(port),
  KEFU_DATABASE_URL: database.databaseUrl,
  KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
  KEFU_KAFKA_BROKERS: process.env.KEFU_TEST_KAFKA,
  KEFU_TOPIC_PREFIX: topicPrefix,
  KEFU_SERVICE_KEY: JSON.stringify(key),
  KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(...trusted)),
  KEFU_MASTER_KEY: randomBytes(32).toString('base64'),
  KEFU_PSEUDONYM_KEY: randomBytes(32).toString('base64'),
  KEFU_LOG_LEVEL: process.env.KEFU_LOG_LEVEL ?? 'silent',
});

/** Stands between a service and a server, so that the server can be away for a while. */
export const createGate = (port: number, target: URL) => {
  let server: Server | undefined;
  const sockets = new Set<ReturnType<typeof connect>>();
  return {
    open: () =>
      new Promise<void>((listening) => {
        server = createServer((from) => {
          const to = connect(Number(target.port), target.hostname);
          for (const socket of [from, to]) {
            sockets.add(socket);
            socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
          }
          from.pipe(to).pipe(from);
        }).listen(port, '127.0.0.1', listening);
      }),
    close: async () => {
      const closing = server;
      server = undefined;
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => (closing ? closing.close(closed) : closed(undefined)));
    },
  };
};

/** Waits until `attempt` answers something; what it throws is thrown when the time is over. */
export const eventually = async <Result>(
  attempt: () => Promise<Result | undefined>,
  limitMs = 20_000,
): Promise<Result> => {
  const end = Date.now() + limitMs;
  for (;;) {
    const result = await attempt().catch((error: unknown) => {
      if (Date.now() > end) throw error;
      return undefined;
    });
    if (result !== undefined) return result;
    if (Date.now() > end) throw new Error(`nothing within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
