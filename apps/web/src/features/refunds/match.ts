import { fenOf } from '../../shared/format/money.ts';

type AmountMatch = 'empty' | 'unreadable' | 'differs' | 'matches';

/** Whether what the clerk typed is what was approved. */
export const matchAmount = (typed: string, approvedFen: number): AmountMatch => {
  if (typed.trim() === '') return 'empty';
  const fen = fenOf(typed);
  if (fen === undefined) return 'unreadable';
  return fen === approvedFen ? 'matches' : 'differs';
};
