import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

export type Child = {
  readonly pid: number;
  /** Each line that it has printed. */
  readonly said: readonly string[];
  /** Waits until it has printed a line that begins so; throws with its last words when it ends before. */
  untilSays(beginning: string, withinSeconds?: number): Promise<string>;
  /** Dead at once, without a word to anybody. */
  kill(): Promise<void>;
  /** Stands still: its connections stay, its timers do not run. */
  freeze(): void;
  thaw(): void;
  /** Asks it to end; answers how it ended and after how many seconds. */
  terminate(withinSeconds?: number): Promise<{ code: number | null; seconds: number }>;
  /** Resolves with its exit code, null when a signal ended it. */
  readonly exited: Promise<number | null>;
};

type Start = {
  /** A TypeScript program of ours. */
  script: string;
  /** Handed over as JSON in its first argument. */
  settings: unknown;
  env?: Record<string, string>;
  /** How wrong its wall clock is. */
  clockShiftMs?: number;
  /** Where it dies by its own hand: `relay.sent`, or `relay.sent:3` for the third time that it comes there. */
  failAt?: string;
  /** A file that gets what it writes to stderr. */
  log?: string;
};

const clock = fileURLToPath(new URL('shifted-clock.ts', import.meta.url));
const lastWords = 12;

/** A process of ours to be ended without mercy. */
export const startChild = ({ script, settings, env = {}, clockShiftMs, failAt, log }: Start): Child => {
  const shifted = clockShiftMs === undefined ? [] : [`--import=${clock}`];
  // as lean as the launcher starts services
  const flags = ['--conditions=kefu-source', '--no-warnings', '--max-semi-space-size=4', ...shifted];
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(settings)], {
    env: {
      PATH: process.env.PATH ?? '',
      TZ: 'UTC',
      ...env,
      ...(clockShiftMs === undefined ? {} : { KEFU_CLOCK_SHIFT_MS: String(clockShiftMs) }),
      ...(failAt === undefined ? {} : { KEFU_FAIL_AT: failAt }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} could not be started`);
  const said: string[] = [];
  const complaints: string[] = [];
  createInterface(child.stdout).on('line', (line) => said.push(line));
  createInterface(child.stderr).on('line', (line) => {
    complaints.push(line);
    if (complaints.length > lastWords) complaints.shift();
    if (log !== undefined) appendFileSync(log, `${new Date().toISOString()} ${line}\n`);
  });
  const exited = once(child, 'exit').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  let ended = false;
  void exited.then(() => (ended = true));

  const signal = (name: NodeJS.Signals): void => void (ended || child.kill(name));
  const kill = async (): Promise<void> => {
    signal('SIGKILL');
    await exited;
  };
  return {
    pid,
    said,
    exited,
    kill,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    untilSays: async (beginning, withinSeconds = 60) => {
      const line = () => said.find((each) => each.startsWith(beginning));
      await until(`${script} says "${beginning}"`, () => line() !== undefined || ended, withinSeconds);
      const found = line();
      if (found !== undefined) return found;
      throw new Error(`${script} ended before it said "${beginning}":\n${complaints.join('\n')}`);
    },
    terminate: async (withinSeconds = 30) => {
      const askedAt = performance.now();
      signal('SIGTERM');
      const late = setTimeout(() => signal('SIGKILL'), withinSeconds * 1_000);
      const code = await exited;
      clearTimeout(late);
      return { code, seconds: (performance.now() - askedAt) / 1_000 };
    },
  };
};
