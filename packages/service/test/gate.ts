import { connect, createServer, type Server } from 'node:net';

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
