import type { Principal } from '@kefu/contracts';

export type Answers = { quantity: number; slip?: 'complete' | 'short'; parcel?: 'undamaged' | 'damaged' };

export type Course = {
  /** Whether the scales are asked before anything is promised. */
  first: 'weigh' | 'settle' | 'unknown';
  /** Who may promise the money. */
  authority: 'alone' | 'approver';
  amountFen: number;
};

/** What will happen with these answers, so that the agent knows before the case is opened. */
export const courseOf = (answers: Answers, unitPriceFen: number, limits: Principal['limits']): Course => {
  const amountFen = unitPriceFen * answers.quantity;
  const settles = answers.slip === 'short' || answers.parcel === 'damaged';
  const isAnswered = answers.slip !== undefined && answers.parcel !== undefined;
  return {
    first: isAnswered ? (settles ? 'settle' : 'weigh') : 'unknown',
    authority: amountFen <= limits.refundFen ? 'alone' : 'approver',
    amountFen,
  };
};
