import { answersOk, runningRecord } from '@kefu/servers';

import { until } from '../demo/until.ts';
import { home } from '../launcher/places.ts';
import { carrierUrl, cast } from './platform.ts';

const isUp = async (): Promise<boolean> => {
  const { state } = await cast.stranger.call('gateway.status');
  return state === 'up' && answersOk(`${carrierUrl}/ready`);
};

/**
 * Ends a process of the platform as a crash would. What it answers waits until the launcher has brought the process
 * back and everything is well again.
 */
export const crash = (name: string): (() => Promise<void>) => {
  const before = runningRecord(home, name);
  if (before === undefined) throw new Error(`${name} does not run in ${home.base}`);
  process.kill(before.pid, 'SIGKILL');
  return async () => {
    const isBack = await until(async () => {
      const now = runningRecord(home, name);
      return now !== undefined && now.pid !== before.pid && (await isUp().catch(() => false));
    }, 90_000);
    if (!isBack) throw new Error(`${name} did not come back`);
  };
};
