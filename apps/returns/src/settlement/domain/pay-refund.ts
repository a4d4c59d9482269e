import type { PayRefund } from '../../case/domain/commands.ts';
import type { CaseEvent } from '../../case/domain/events.ts';
import { refused } from '../../case/domain/refusal.ts';
import type { ReturnCase } from '../../case/domain/state.ts';

/** Finance pays what was approved, to the fen, and never twice. */
export const payRefund = (
  { amountFen, reference, paidBy, at }: PayRefund,
  state: ReturnCase,
): CaseEvent[] => {
  if (state.status === 'not-opened') throw refused('case-unknown', 'no case was opened under this id');
  if (state.status === 'refund-paid') throw refused('refund-paid-already', `paid with ${state.reference}`);
  if (state.status !== 'refund-approved') throw refused('refund-not-approved', `the case is ${state.status}`);
  if (amountFen !== state.amountFen) throw refused('amount-mismatch', `${state.amountFen} fen were approved`);
  return [{ type: 'RefundPaid', data: { ...state.file.about, amountFen, paidBy, reference, at } }];
};
