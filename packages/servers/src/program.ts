import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { identityOf, listenerOn, type ProcessIdentity } from './process-table.ts';
import { writeRecord, type Places } from './run-records.ts';
import { SetupProblem } from './setup-problem.ts';

/** Whatever we run: a server, a service, a stand-in. It inherits nothing: `env` is all it gets. */
export type Program = {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd?: string;
  user?: { uid: number; gid: number };
  /** Each port it listens on with the setting that moves it. */
  ports: { port: number; setting: string }[];
  /** False, or a rejection, means: not yet. */
  ready: () => Promise<boolean>;
  stopSignal: NodeJS.Signals;
  /** Ends what a killed predecessor left behind outside the process table (a container). */
  clearLeftovers?: () => Promise<void>;
};

export type Launched = ProcessIdentity & {
  name: string;
  exited: Promise<string>;
  /** Lets our own process end before this one does. */
  letGo: () => void;
};

export const logOf = ({ logDir }: Places, name: string): string => join(logDir, `${name}.log`);

/** Names who holds a port that a program needs, and the setting that moves it. */
export const refuseTakenPorts = ({ name, ports }: Pick<Program, 'name' | 'ports'>): void => {
  for (const { port, setting } of ports) {
    const listener = listenerOn(port);
    if (listener === undefined) continue;
    const holder =
      listener.pid === undefined ? listener.command : `process ${listener.pid} (${listener.command})`;
    throw new SetupProblem(
      `${name} needs port ${port}, which ${holder} holds. End it, or set ${setting} to a free port.`,
    );
  }
};

/**
 * Starts a program that outlives us and writes straight into its log: neither its signals nor its output hang on the
 * process that launched it.
 */
export const launch = async (program: Program, places: Places): Promise<Launched> => {
  await program.clearLeftovers?.();
  refuseTakenPorts(program);
  mkdirSync(places.runDir, { recursive: true });
  mkdirSync(places.logDir, { recursive: true });
  const log = openSync(logOf(places, program.name), 'a');
  const child = spawn(program.command, program.args, {
    ...program.user,
    cwd: program.cwd,
    env: program.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : signal));
  });
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity === undefined) {
    throw new SetupProblem(
      `${program.name} did not start: ${await exited}.\n${lastLines(logOf(places, program.name))}`,
    );
  }
  writeRecord(places, {
    ...identity,
    name: program.name,
    stopSignal: program.stopSignal,
    ports: program.ports.map(({ port }) => port),
  });
  return { ...identity, name: program.name, exited, letGo: () => child.unref() };
};

const lastLines = (path: string): string =>
  readFileSync(path, 'utf8').trimEnd().split('\n').slice(-15).join('\n');

export const untilReady = async (
  program: Program,
  launched: Launched,
  places: Places,
  seconds = 180,
): Promise<void> => {
  let death: string | undefined;
  void launched.exited.then((reason) => (death = reason));
  const giveUpAt = Date.now() + seconds * 1000;
  while (!(await program.ready().catch(() => false))) {
    const trouble = death ?? (Date.now() > giveUpAt ? `no answer within ${seconds} s` : undefined);
    if (trouble !== undefined) {
      const log = logOf(places, program.name);
      throw new SetupProblem(
        `${program.name} did not become ready (${trouble}). The end of ${log}:\n${lastLines(log)}`,
      );
    }
    await delay(50);
  }
};
