import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRunning, runningRecord, runningRecords, type Program, type RunRecord } from '@kefu/servers';

import { createCrew } from './crew.ts';
import { supervise } from './supervisor.ts';

const until = async <T>(look: () => T | undefined): Promise<T> => {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('a supervised program', () => {
  let folder: string;
  const reports: string[] = [];
  const places = () => ({ runDir: join(folder, 'run'), logDir: join(folder, 'logs') });
  const program = (name: string, script: string): Program => ({
    name,
    command: '/bin/sh',
    args: ['-c', script],
    env: { PATH: '/usr/bin:/bin' },
    ports: [],
    ready: async () => readFileSync(join(places().logDir, `${name}.log`), 'utf8').includes('up'),
    stopSignal: 'SIGTERM',
  });
  const sleeper = (name = 'sleeper') => program(name, 'echo up; exec sleep 60');
  const recordOf = (name = 'sleeper') => until(() => runningRecord(places(), name));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-supervisor-'));
    reports.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('comes back when it is killed', async () => {
    const one = supervise(sleeper(), places(), (line) => reports.push(line));
    await one.started;
    const first = await recordOf();
    process.kill(first.pid, 'SIGKILL');
    const second = await until((): RunRecord | undefined => {
      const record = runningRecord(places(), 'sleeper');
      return record?.pid === first.pid ? undefined : record;
    });
    expect(reports[0]).toContain('sleeper died (SIGKILL)');
    await one.stop();
    expect(isRunning(second)).toBe(false);
  });

  it('leaves no process and no record behind when it is stopped', async () => {
    const one = supervise(sleeper(), places(), () => undefined);
    await one.started;
    const record = await recordOf();
    await one.stop();
    expect(isRunning(record)).toBe(false);
    expect(runningRecords(places())).toEqual([]);
  });

  it('that cannot start says why, with the end of its log', async () => {
    const one = supervise(program('broken', 'echo no configuration; exit 78'), places(), () => undefined);
    await expect(one.started).rejects.toThrow(/broken did not .*exit code 78[^]*no configuration/);
    await one.stop();
  });

  it('inherits nothing of our environment', async () => {
    process.env.KEFU_SECRET_OF_ANOTHER = 'not for you';
    const one = supervise(program('nosy', 'env; echo up; exec sleep 60'), places(), () => undefined);
    await one.started;
    expect(readFileSync(join(places().logDir, 'nosy.log'), 'utf8')).not.toContain('not for you');
    await one.stop();
    delete process.env.KEFU_SECRET_OF_ANOTHER;
  });

  it('is not started any more once its crew is stopping', async () => {
    const crew = createCrew(places(), () => undefined);
    await crew.keepUp(sleeper('first'));
    await crew.stop();
    await expect(crew.keepUp(sleeper('second'))).rejects.toThrow();
    expect(runningRecords(places())).toEqual([]);
  });
});
