import type { Socket } from 'node:net';
import type { Principal } from '@kefu/contracts';
import type { Logger } from '@kefu/service';
import type { Bearer } from '../session/bearer.ts';

export type SocketWatch = {
  add(socket: Socket, token: string, who: Principal): void;
  stop(): void;
};

const lookEveryMs = 5_000;

/**
 * A socket is let in once and then stays for hours, so each is looked at again now and then: where the session ended or
 * its holder's rights changed it is cut, and the client connects anew as who it is by then.
 */
export const watchSockets = (bearer: Bearer, logger: Logger): SocketWatch => {
  const open = new Map<Socket, { token: string; letInAs: string }>();

  const look = async (): Promise<void> => {
    for (const [socket, { token, letInAs }] of open) {
      const known = await bearer.know(token);
      if (JSON.stringify(known?.who) !== letInAs) socket.destroy();
    }
  };
  const looking = setInterval(() => {
    look().catch((error: unknown) => logger.warn({ err: error }, 'open sockets are looked at later'));
  }, lookEveryMs);

  return {
    add: (socket, token, who) => {
      open.set(socket, { token, letInAs: JSON.stringify(who) });
      socket.once('close', () => open.delete(socket));
    },
    stop: () => clearInterval(looking),
  };
};
