import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  end,
  endRecorded,
  runningRecords,
  isRunning,
  launch,
  untilReady,
  type Home,
  type Launched,
  type Server,
} from '@kefu/servers';
import { Skipped } from './scenario.ts';
import { until } from './until.ts';

/** A server of a scenario's own, to be crashed. */
export type OwnServer = {
  readonly address: string;
  readonly pid: number;
  /** Ends it and all its helpers at once, as a power cut does; what it had not written is lost. */
  crash(): Promise<void>;
  /** Ends it as its operator would. */
  stop(): Promise<void>;
  /** Starts it on the same data; resolves once it answers. */
  start(): Promise<void>;
  isRunning(): boolean;
  freeze(): void;
  thaw(): void;
};

/** Undefined where there is no such process any more. */
const statOf = (pid: number): { state: string; parent: number } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined; // it ended while we looked
  }
};

const hasEnded = (pid: number): boolean => ['Z', undefined].includes(statOf(pid)?.state);

/** Of a process with all its descendants: PostgreSQL's helpers lead groups of their own. */
const familyOf = (pid: number): number[] => {
  const parents = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? statOf(Number(entry))?.parent : undefined;
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)]);
  }
  const family = [pid];
  for (const member of family) family.push(...(parents.get(member) ?? []));
  return family;
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it was quicker than we
  }
};

/** Starts a server under the harness's hand. Throws Skipped where it runs elsewhere, out of our reach. */
export const startOwnServer = async (server: Server, home: Home): Promise<OwnServer> => {
  const { name, program, source, address } = server;
  if (program === undefined || source !== 'native')
    throw new Skipped(
      `${name} runs in ${source === 'docker' ? 'a container' : 'the environment'}; only native servers are crashed`,
    );
  let launched: Launched;
  const start = async (): Promise<void> => {
    launched = await launch(program, home);
    await untilReady(program, launched, home);
  };
  await start();
  return {
    address,
    get pid() {
      return launched.pid;
    },
    start,
    crash: async () => {
      signal(launched.pid, 'SIGSTOP'); // nobody is born between the look and the blow
      const family = familyOf(launched.pid);
      for (const pid of family) signal(pid, 'SIGKILL');
      await launched.exited;
      // PostgreSQL does not start while one of its former helpers still holds the memory that they shared.
      await until('the last helper has ended', () => family.every(hasEnded), 30);
    },
    stop: async () => {
      if (isRunning(launched)) await end(launched, program.stopSignal, 15_000);
    },
    isRunning: () => isRunning(launched),
    freeze: () => familyOf(launched.pid).forEach((pid) => signal(pid, 'SIGSTOP')),
    thaw: () => familyOf(launched.pid).forEach((pid) => signal(pid, 'SIGCONT')),
  };
};

/** Ends what a run that was itself killed has left there, and forgets its data. */
export const clearHome = async (home: Home): Promise<void> => {
  for (const { name } of runningRecords(home)) await endRecorded(home, name);
  for (const path of [dirname(home.postgres.data), home.base]) rmSync(path, { recursive: true, force: true });
};
