import type { ApproveRefund } from './commands.ts';
import { approvedRefund, decline } from './consequence.ts';
import type { CaseEvent } from './events.ts';
import { refused } from './refusal.ts';
import type { ReturnCase } from './state.ts';

/** Approving twice is a no-op for the one who did: the page retries when an answer got lost. */
export const approveRefund = (command: ApproveRefund, state: ReturnCase): CaseEvent[] => {
  const { approve, by, reason, at } = command;
  if (state.status === 'not-opened') throw refused('case-unknown', 'no case was opened under this id');
  if (state.status === 'refund-approved' && approve && state.approvedBy === by.personId) return [];
  if (state.status !== 'awaiting-approval')
    throw refused('case-not-awaiting-approval', `the case is ${state.status}`);
  if (!approve) return decline(state.file, by, reason, at);
  const { file, amountFen, because } = state;
  if (amountFen > by.limitFen)
    throw refused('above-authority', `${amountFen} fen to approve, ${by.limitFen} fen allowed`);
  return approvedRefund(file, amountFen, { because, by, reason, at });
};
