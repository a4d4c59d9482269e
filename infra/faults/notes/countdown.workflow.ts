import { proxyActivities, sleep } from '@temporalio/workflow';
import type { CountdownActivities } from './countdown.activities.ts';

const { note } = proxyActivities<CountdownActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '5 seconds' },
});

/** Notes something, waits, and notes something else. */
export async function countdown(shopId: string, waitMs: number): Promise<void> {
  await note(shopId, 'begun');
  await sleep(waitMs);
  await note(shopId, 'due');
}
