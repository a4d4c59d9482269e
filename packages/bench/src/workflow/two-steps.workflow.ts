import { proxyActivities } from '@temporalio/workflow';
import type { Steps } from './steps.ts';

const { promise, keep } = proxyActivities<Steps>({ startToCloseTimeout: '1 minute' });

/** Says what it will do, and does it. */
export const twoSteps = async (caseId: string): Promise<void> => {
  await promise(caseId);
  await keep(caseId);
};
