import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { end } from './end.ts';
import { isRunning, type ProcessIdentity } from './process-table.ts';

export type Places = { runDir: string; logDir: string };

/** What is on disk about a running program, so that others find it: also after its launcher died. */
export type RunRecord = ProcessIdentity & { name: string; stopSignal: NodeJS.Signals; ports: number[] };

const recordOf = ({ runDir }: Places, name: string): string => join(runDir, `${name}.pid.json`);

export const writeRecord = (places: Places, record: RunRecord): void => {
  mkdirSync(places.runDir, { recursive: true });
  writeFileSync(recordOf(places, record.name), JSON.stringify(record));
};

/** The record of a program that runs. */
export const runningRecord = (places: Places, name: string): RunRecord | undefined => {
  try {
    const record = JSON.parse(readFileSync(recordOf(places, name), 'utf8')) as RunRecord; // by writeRecord
    return isRunning(record) ? record : undefined;
  } catch {
    return undefined;
  }
};

export const runningRecords = (places: Places): RunRecord[] => {
  mkdirSync(places.runDir, { recursive: true });
  return readdirSync(places.runDir)
    .filter((file) => file.endsWith('.pid.json'))
    .flatMap((file) => runningRecord(places, file.slice(0, -'.pid.json'.length)) ?? []);
};

export const forgetRecord = (places: Places, name: string): void =>
  rmSync(recordOf(places, name), { force: true });

export const endRecorded = async (places: Places, name: string): Promise<void> => {
  const record = runningRecord(places, name);
  if (record !== undefined) await end(record, record.stopSignal);
  forgetRecord(places, name);
};
