import { end, endRecorded, runningRecord, runningRecords } from '@kefu/servers';

import { isServer } from './crew.ts';
import { home, launcherRecord } from './places.ts';

type Progress = (line: string) => void;
const LAUNCHER_GRACE_MS = 60_000;

/** Ends what a launcher that died left running: services first, servers after them. */
export const endLeftovers = async (progress: Progress): Promise<void> => {
  const names = runningRecords(home)
    .map(({ name }) => name)
    .filter((name) => name !== launcherRecord);
  if (names.length === 0) return;
  progress(`ending what an earlier launcher left: ${names.join(', ')}`);
  await Promise.all(names.filter((name) => !isServer(name)).map((name) => endRecorded(home, name)));
  await Promise.all(names.filter(isServer).map((name) => endRecorded(home, name)));
};

export const stop = async (progress: Progress): Promise<void> => {
  const launcher = runningRecord(home, launcherRecord);
  if (launcher === undefined && runningRecords(home).length === 0) {
    progress('nothing of kefu runs here');
    return;
  }
  if (launcher !== undefined) {
    progress('stopping kefu');
    await end(launcher, launcher.stopSignal, LAUNCHER_GRACE_MS);
  }
  await endLeftovers(progress);
  progress('stopped');
};
