import { Refused } from '@kefu/contracts';

export type CaseRefusal =
  | 'order-unknown'
  | 'order-not-dispatched'
  | 'line-unknown'
  | 'quantity-above-line'
  | 'line-refunded-already'
  | 'case-open-already'
  | 'case-unknown'
  | 'case-not-awaiting-person'
  | 'case-not-awaiting-approval'
  | 'verdict-not-reopened'
  | 'promise-stands'
  | 'above-authority'
  | 'refund-not-approved'
  | 'refund-paid-already'
  | 'amount-mismatch';

export const refused = (code: CaseRefusal, detail?: string): Refused<CaseRefusal> =>
  new Refused(code, detail);
