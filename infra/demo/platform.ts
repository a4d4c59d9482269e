import { urlOf } from '../launcher/services.ts';
import type { Settings } from '../launcher/settings.ts';
import { startDetached } from '../launcher/start-detached.ts';
import { stop } from '../launcher/stop.ts';
import { progress } from '../launcher/progress.ts';

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/api/status`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
};

/** The platform that runs, or one that is started for the occasion and stopped after it. */
export const providePlatform = async (settings: Settings): Promise<{ release(): Promise<void> }> => {
  if (await answers(urlOf(settings, 'gateway'))) return { release: async () => undefined };
  await startDetached();
  return { release: () => stop(progress) };
};
