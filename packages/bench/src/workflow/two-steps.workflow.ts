import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities.ts';

const { weigh, compare } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** Weighs a parcel and compares it with what it should weigh; answers by how much they differ. */
export async function twoSteps(caseId: string): Promise<number> {
  const grams = await weigh(caseId);
  return compare(caseId, grams);
}
