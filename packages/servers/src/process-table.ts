import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A pid alone may be another process by now; together with its start (in clock ticks since boot) it is one for good. */
export type ProcessIdentity = { pid: number; startedAt: string };
export type Listener = { pid?: number; command: string };

const readOrNothing = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // gone, or another user's
  }
};

/** The fields of /proc/<pid>/stat after the command, which is in brackets and may itself hold brackets and spaces. */
const statFields = (pid: number): string[] => {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

export const identityOf = (pid: number): ProcessIdentity | undefined => {
  const fields = statFields(pid);
  const state = fields[0];
  const startedAt = fields[19];
  return startedAt === undefined || state === 'Z' || state === 'X' ? undefined : { pid, startedAt };
};

export const isRunning = ({ pid, startedAt }: ProcessIdentity): boolean =>
  identityOf(pid)?.startedAt === startedAt;

export const residentMegabytes = (pid: number): number => {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/status`))?.[1] ?? '0';
  return Math.round(Number(kilobytes) / 1024);
};

const CLOCK_TICKS_A_SECOND = 100;

export const uptimeSeconds = ({ startedAt }: ProcessIdentity): number =>
  Math.round(Number.parseFloat(readOrNothing('/proc/uptime')) - Number(startedAt) / CLOCK_TICKS_A_SECOND);

const LISTENING = '0A';

const listeningSocket = (port: number): string | undefined => {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => readOrNothing(table).split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .find(([, local = '', , state]) => state === LISTENING && local.endsWith(`:${hexPort}`))?.[9];
};

const holds = (pid: string, socket: string): boolean => {
  try {
    return readdirSync(`/proc/${pid}/fd`).some(
      (fd) => linkTarget(`/proc/${pid}/fd/${fd}`) === `socket:[${socket}]`,
    );
  } catch {
    return false;
  }
};

const linkTarget = (path: string): string => {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
};

export const listenerOn = (port: number): Listener | undefined => {
  const socket = listeningSocket(port);
  if (socket === undefined) return undefined;
  const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && holds(entry, socket));
  if (pid === undefined) return { command: 'a process of another user' };
  const command = readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim().slice(0, 80);
  return { pid: Number(pid), command };
};
