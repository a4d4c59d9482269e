import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const SHOWN_LINES = 10;

/** Of all that a tool printed the lines that say what is wrong. */
const complaintIn = (output: string): string => {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /error/i.test(line));
  return (errors.length > 0 ? errors.slice(0, SHOWN_LINES) : lines.slice(-SHOWN_LINES)).join('\n');
};

const running = new Set<ChildProcess>();
let isEnding = false;

/**
 * Runs a tool to its end and answers what it printed; what it complained of becomes the error's message. A Ctrl-C in our
 * terminal does not reach it: some tools answer that by finishing in peace.
 */
export const run = async (
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {},
): Promise<string> => {
  if (isEnding) throw new Error(`${command} is not started any more`);
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const failed = once(child, 'close').then(
    ([code]: unknown[]) => (code === 0 ? undefined : new Error('it ended with an error')),
    (error: Error) => error, // it could not be started
  );
  const [stdout, stderr, failure] = await Promise.all([text(child.stdout), text(child.stderr), failed]);
  running.delete(child);
  if (failure === undefined) return stdout;
  const complaint = complaintIn(`${stdout}\n${stderr}`) || failure.message;
  throw new Error(`${command} ${args.slice(0, 3).join(' ')} …: ${complaint}`, { cause: failure });
};

/** Ends every tool that still runs; none is started after it. */
export const endTools = async (): Promise<void> => {
  isEnding = true;
  const ends = [...running].map(async (child) => {
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  });
  await Promise.all(ends);
};
