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
  /**
   * Holds every byte back without a word, and that a side has gone, as a network does that drops packets; or only what
   * the server says.
   */
  stall(what?: 'both ways' | 'answers'): void;
  /** Each piece of data arrives so many milliseconds later; 0 is at once. */
  slowDown(ms: number): void;
  /** Takes connections again, lets go what `stall` held back, and is quick. */
  mend(): Promise<void>;
  close(): Promise<void>;
};

type Way = 'requests' | 'answers';
/** What each way waits for. */
type Flowing = Record<Way, Promise<void>> & { release(): void };
const open = Promise.resolve();
const arrivalMs = 100;

/** A link to a server on this machine that can be cut, stalled and slowed; it keeps its port for good. */
export const startProxy = async (target: { host?: string; port: number }): Promise<Proxy> => {
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let flowing: Flowing = { requests: open, answers: open, release: () => undefined };

  /** Keeps the order: a stream transforms one piece after the other. */
  const link = (way: Way) =>
    new Transform({
      transform(piece, _encoding, pass) {
        const held = delayMs > 0 ? wait(delayMs).then(() => flowing[way]) : flowing[way];
        void held.then(() => pass(null, piece));
      },
    });

  const join = (inward: Socket): void => {
    const outward = connect(target.port, target.host ?? '127.0.0.1');
    for (const [socket, other, way] of [
      [inward, outward, 'requests'],
      [outward, inward, 'answers'],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // what was sent before arrives, however late
      const leave = (): void => {
        if (flowing[way] === open) other.destroy();
        else void flowing[way].then(() => setTimeout(() => other.destroy(), arrivalMs));
      };
      socket.on('error', leave);
      socket.on('close', () => {
        sockets.delete(socket);
        leave();
      });
      socket.pipe(link(way)).pipe(other);
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
  const flow = (): void => {
    flowing.release();
    flowing = { requests: open, answers: open, release: () => undefined };
  };
  return {
    port,
    through: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    cut,
    stall: (what = 'both ways') => {
      flow();
      const { promise, resolve } = Promise.withResolvers<void>();
      flowing = { requests: what === 'answers' ? open : promise, answers: promise, release: resolve };
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
