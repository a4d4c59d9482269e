import { createServer, connect, type Server } from 'node:net';

export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};

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
