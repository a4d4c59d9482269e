import { patched, proxyActivities, sleep } from '@temporalio/workflow';
import type { CountdownActivities } from './countdown.activities.ts';

const { note } = proxyActivities<CountdownActivities>({ startToCloseTimeout: '5 seconds' });

/** New runs are reminded half-way; those that were begun before go on as they were. */
export async function countdown(shopId: string, waitMs: number): Promise<void> {
  await note(shopId, 'begun');
  if (patched('reminder')) {
    await sleep(waitMs / 2);
    await note(shopId, 'reminded');
    await sleep(waitMs / 2);
  } else {
    await sleep(waitMs);
  }
  await note(shopId, 'due');
}
