import type { Places, Program } from '@kefu/servers';

import { supervise, type Supervised } from './supervisor.ts';

const SERVERS = new Set(['postgres', 'kafka', 'temporal']);
export const isServer = (name: string): boolean => SERVERS.has(name);

/** All programs of a running kefu. */
export type Crew = {
  /** Resolves once the program is ready; from then on it is started again whenever it dies. */
  keepUp: (program: Program) => Promise<void>;
  /** Aborted as soon as the crew is to stop: whatever is still being prepared gives up. */
  stopping: AbortSignal;
  stop: () => Promise<void>;
};

export const createCrew = (places: Places, report: (line: string) => void): Crew => {
  const members: Supervised[] = [];
  const controller = new AbortController();

  // Services go first, so that they can finish what they are at.
  const stopInOrder = async (): Promise<void> => {
    controller.abort();
    const [servers, services] = [true, false].map((kind) =>
      members.filter(({ program }) => isServer(program.name) === kind),
    );
    await Promise.all(services?.map((member) => member.stop()) ?? []);
    await Promise.all(servers?.map((member) => member.stop()) ?? []);
  };
  let stopped: Promise<void> | undefined;

  return {
    keepUp: async (program) => {
      controller.signal.throwIfAborted();
      const member = supervise(program, places, report);
      members.push(member);
      await member.started;
    },
    stopping: controller.signal,
    stop: () => (stopped ??= stopInOrder()),
  };
};
