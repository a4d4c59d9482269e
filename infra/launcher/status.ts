import { services, type ServiceName } from '@kefu/contracts';
import { residentMegabytes, runningRecord, runningRecords, uptimeSeconds } from '@kefu/servers';

import { home, launcherRecord } from './places.ts';
import { urlOf } from './services.ts';
import type { Settings } from './settings.ts';

type Row = Record<'name' | 'state' | 'pid' | 'port' | 'rss' | 'uptime' | 'version', string>;
const columns = ['name', 'state', 'pid', 'port', 'rss', 'uptime', 'version'] as const;

const ask = async (url: string): Promise<Response | undefined> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);

/** Whom of ours a process runs: itself, all services in one, or the stand-ins. */
const membersOf = (name: string): (ServiceName | 'carrier')[] => {
  if (name === 'services') return [...services];
  if (name === 'stand-ins') return ['carrier'];
  return services.filter((known) => known === name);
};

const versionAt = async (url: string): Promise<string> => {
  const health = (await (await ask(`${url}/health`))?.json()) as { version?: string } | undefined;
  return health?.version ?? '';
};

/** Our own programs can be asked; a server that runs and is supervised counts as up. */
const stateOf = async (name: string, settings: Settings): Promise<Pick<Row, 'state' | 'version'>> => {
  const urls = membersOf(name).map((member) => urlOf(settings, member));
  const [first] = urls;
  if (first === undefined) return { state: 'up', version: '' };
  const answers = await Promise.all(urls.map((url) => ask(`${url}/ready`)));
  if (answers.includes(undefined)) return { state: 'no answer', version: '' };
  return {
    state: answers.every((answer) => answer?.ok) ? 'ready' : 'not ready',
    version: await versionAt(first),
  };
};

const duration = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours} h ${minutes} min`
    : minutes > 0
      ? `${minutes} min ${seconds % 60} s`
      : `${seconds} s`;
};

const print = (rows: Row[]): void => {
  const header = Object.fromEntries(columns.map((column) => [column, column])) as Row;
  const widths = columns.map((column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  for (const row of [header, ...rows]) {
    console.log(columns.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join('  '));
  }
};

export const status = async (settings: Settings): Promise<void> => {
  const records = runningRecords(home);
  if (records.length === 0) {
    console.log('kefu does not run here. `npm start` starts it.');
    return;
  }
  const rows = await Promise.all(
    records.map(async (record): Promise<Row> => ({
      name: record.name,
      pid: String(record.pid),
      port: record.ports.join(', '),
      rss: `${residentMegabytes(record.pid)} MB`,
      uptime: duration(uptimeSeconds(record)),
      ...(await stateOf(record.name, settings)),
    })),
  );
  print(rows);
  if (runningRecord(home, launcherRecord) === undefined) {
    console.log(
      '\nThe launcher is gone: nothing restarts what dies. `npm start` takes over, `npm run stop` ends all.',
    );
  }
};
