import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { InvitationActivities } from './invitation.activities.ts';

export const ratingGiven = defineSignal('ratingGiven');

const { remind, letLapse } = proxyActivities<InvitationActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** Asks again after a day, and gives up three days later. */
export async function ratingInvitation(conversationId: string): Promise<void> {
  let rated = false;
  setHandler(ratingGiven, () => void (rated = true));

  if (await condition(() => rated, '24 hours')) return;
  await remind(conversationId);

  if (await condition(() => rated, '3 days')) return;
  await letLapse(conversationId);
}
