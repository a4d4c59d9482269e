import { runningRecord } from '@kefu/servers';
import { home, launcherRecord } from '../launcher/places.ts';
import { progress } from '../launcher/progress.ts';
import { readyBlock } from '../launcher/ready-block.ts';
import { startDetached } from '../launcher/start-detached.ts';
import { stop } from '../launcher/stop.ts';
import { until } from './until.ts';

const patienceMs = 300_000;

/** The platform that runs or is about to, or one that is started for the occasion and stopped after it. */
export const providePlatform = async (): Promise<{ release(): Promise<void> }> => {
  if (runningRecord(home, launcherRecord) === undefined) {
    await startDetached();
    return { release: () => stop(progress) };
  }
  const ready = await until(async () => readyBlock(), patienceMs);
  if (ready === undefined)
    throw new Error('kefu is starting, but was not ready within 5 minutes; see `npm run status`');
  return { release: async () => undefined };
};
