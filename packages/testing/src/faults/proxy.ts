import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

export type Proxy = {
  readonly port: number;
  /** The address with this link's host and port in it. */
  through(url: string): string;
  /** Ends every connection and takes no new ones until `mend`. */
  cut(): Promise<void>;
  /** Holds every byte back without a word, as a network does that drops packets. */
  stall(): void;
  /** Each piece of data arrives so many milliseconds later; 0 is at once. */
  slowDown(ms: number): void;
  /** Takes connections again, lets go what `stall` held back, and is quick. */
  mend(): Promise<void>;
  close(): Promise<void>;
};

/** A link to a server on this machine that can be cut, stalled and slowed; it keeps its port for good. */
export const startProxy = async (target: { host?: string; port: number }): Promise<Proxy> => {
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let flowing = Promise.withResolvers<void>();
  flowing.resolve();

  /** Keeps the order: a stream transforms one piece after the other. */
  const link = () =>
    new Transform({
      transform(piece, _encoding, pass) {
        const held = delayMs > 0 ? wait(delayMs).then(() => flowing.promise) : flowing.promise;
        void held.then(() => pass(null, piece));
      },
    });

  const join = (inward: Socket): void => {
    const outward = connect(target.port, target.host ?? '127.0.0.1');
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(link()).pipe(other);
    }
  };

  const listen = async (port: number): Promise<Server> => {
    const server = createServer(join).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };

  let server: Server | undefined = await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server of TCP has a port');
  const { port } = address;

  const cut = async (): Promise<void> => {
    const closing = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    if (closing === undefined) return;
    closing.close();
    await once(closing, 'close');
  };
  const flow = (): void => flowing.resolve();
  return {
    port,
    through: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    cut,
    stall: () => {
      flowing = Promise.withResolvers<void>();
    },
    slowDown: (ms) => {
      delayMs = ms;
    },
    mend: async () => {
      delayMs = 0;
      flow();
      server ??= await listen(port);
    },
    close: async () => {
      flow();
      await cut();
    },
  };
};
