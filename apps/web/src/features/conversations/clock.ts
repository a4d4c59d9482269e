import type { Conversation } from '@kefu/contracts';

type ClockTone = 'calm' | 'amber' | 'red' | 'lost';
type Waiting = Pick<Conversation, 'waitingSince' | 'firstResponseMs'>;

const amberMs = 15_000;
const redMs = 25_000;
const firstResponseMs = 30_000;
const replyMs = 40_000;

/** How long a first response, or any later reply, may take before it counts as late. */
export const limitOf = ({ firstResponseMs: first }: Pick<Conversation, 'firstResponseMs'>): number =>
  first === null ? firstResponseMs : replyMs;

/** How long the customer has been waiting, and how much that hurts; `lost` can no longer be saved. */
export const clockOf = (
  conversation: Waiting,
  now: number,
): { elapsedMs: number; tone: ClockTone } | undefined => {
  if (conversation.waitingSince === null) return undefined;
  const elapsedMs = Math.max(0, now - Date.parse(conversation.waitingSince));
  if (elapsedMs > limitOf(conversation)) return { elapsedMs, tone: 'lost' };
  if (elapsedMs >= redMs) return { elapsedMs, tone: 'red' };
  return { elapsedMs, tone: elapsedMs >= amberMs ? 'amber' : 'calm' };
};
