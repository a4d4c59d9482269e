import type { Conversation } from '@kefu/contracts';
import { clockOf, limitOf } from './clock.ts';

type Listed = Pick<Conversation, 'conversationId' | 'waitingSince' | 'firstResponseMs' | 'updatedAt'>;

const urgency = (conversation: Listed, now: number): { group: number; rank: number } => {
  const clock = clockOf(conversation, now);
  if (!clock) return { group: 2, rank: -Date.parse(conversation.updatedAt) };
  if (clock.tone === 'lost') return { group: 1, rank: -clock.elapsedMs };
  return { group: 0, rank: limitOf(conversation) - clock.elapsedMs };
};

/** What is lost first stands first; what can no longer be saved comes after it, longest waiting first. */
export const byLoss = <Item extends Listed>(conversations: readonly Item[], now: number): Item[] =>
  conversations
    .map((conversation) => ({ conversation, ...urgency(conversation, now) }))
    .sort((a, b) => a.group - b.group || a.rank - b.rank)
    .map(({ conversation }) => conversation);

/** While the hand is on the list its order holds: known rows stay where they are, new ones come at the end. */
export const settle = (shown: readonly string[], wanted: readonly string[], isHeld: boolean): string[] => {
  if (!isHeld) return [...wanted];
  const present = new Set(wanted);
  const kept = shown.filter((id) => present.has(id));
  const known = new Set(kept);
  return [...kept, ...wanted.filter((id) => !known.has(id))];
};
