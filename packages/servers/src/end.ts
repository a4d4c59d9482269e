import { setTimeout as delay } from 'node:timers/promises';

import { isRunning, type ProcessIdentity } from './process-table.ts';

const GRACE_MS = 30_000;

/** Asks a process to stop, insists after the grace period, and returns when it is gone. */
export const end = async (
  process_: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs = GRACE_MS,
): Promise<void> => {
  const insistAt = Date.now() + graceMs;
  let insisted = false;
  if (isRunning(process_)) send(process_.pid, signal);
  while (isRunning(process_)) {
    if (!insisted && Date.now() > insistAt) {
      send(-process_.pid, 'SIGKILL'); // each program leads its own process group
      insisted = true;
    }
    await delay(20);
  }
};

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it was quicker than we
  }
};
