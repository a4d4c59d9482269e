import type { PersonalFields } from '@kefu/contracts';
import type { CaseEvent } from './case/domain/events.ts';
import type { LineEvent } from './case/domain/line.ts';

/** Everything that this service's log holds. */
export type ReturnsEvent = CaseEvent | LineEvent;

/** What people wrote about a customer in their own words. */
export const personal: PersonalFields<ReturnsEvent> = {
  CaseOpened: { subject: 'customerId', fields: ['note'] },
  RefundApprovalRequested: { subject: 'customerId', fields: ['reason'] },
  RefundApproved: { subject: 'customerId', fields: ['reason'] },
  ReshipmentApproved: { subject: 'customerId', fields: ['reason'] },
  CaseDeclined: { subject: 'customerId', fields: ['reason'] },
  VerdictUpheld: { subject: 'customerId', fields: ['reason'] },
};
