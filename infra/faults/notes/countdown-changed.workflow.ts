import { proxyActivities, sleep } from '@temporalio/workflow';
import type { CountdownActivities } from './countdown.activities.ts';

const { note } = proxyActivities<CountdownActivities>({ startToCloseTimeout: '5 seconds' });

/** Another way than the one that open runs went: they cannot go on with it. */
export async function countdown(shopId: string, waitMs: number): Promise<void> {
  await sleep(waitMs);
  await note(shopId, 'begun');
  await note(shopId, 'due');
}
