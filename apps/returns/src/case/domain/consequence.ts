import type { RefundReason } from '@kefu/contracts';
import type { Authority } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFile } from './state.ts';

/** Why something is granted, on whose authority and when. */
export type Grounds = { because: RefundReason; by: Authority; reason?: string; at: string };

/** What follows when the claim is right: what the customer wished for. */
export const grantWish = (file: CaseFile, grounds: Grounds): CaseEvent[] =>
  file.wish === 'reshipment' ? reship(file, grounds) : refund(file, grounds);

/** Approved at once inside the authority, else put before somebody whose authority covers it. */
export const refund = (file: CaseFile, { because, by, reason, at }: Grounds): CaseEvent[] => {
  const { about, refundFen: amountFen, quantity } = file;
  if (amountFen > by.limitFen) {
    const requested = { ...about, amountFen, limitFen: by.limitFen, quantity, because, reason, at };
    return [{ type: 'RefundApprovalRequested', data: requested }];
  }
  return approvedRefund(file, amountFen, { because, by, reason, at });
};

export const approvedRefund = (
  file: CaseFile,
  amountFen: number,
  { because, by, reason, at }: Grounds,
): CaseEvent[] => {
  const { about, quantity, waybillIds } = file;
  const approved = {
    ...about,
    amountFen,
    quantity,
    approvedBy: by.personId,
    because,
    waybillIds,
    reason,
    at,
  };
  return [{ type: 'RefundApproved', data: approved }, ...resolve(file, 'refunded', at)];
};

export const reship = (file: CaseFile, { because, by, reason, at }: Grounds): CaseEvent[] => {
  const { about, quantity, refundFen: amountFen, waybillIds } = file;
  const approved = {
    ...about,
    amountFen,
    quantity,
    approvedBy: by.personId,
    because,
    waybillIds,
    reason,
    at,
  };
  return [{ type: 'ReshipmentApproved', data: approved }, ...resolve(file, 'reshipped', at)];
};

export const decline = (file: CaseFile, by: Authority, reason: string, at: string): CaseEvent[] => [
  { type: 'CaseDeclined', data: { ...file.about, declinedBy: by.personId, reason, at } },
  ...resolve(file, 'declined', at),
];

const resolve = (file: CaseFile, outcome: 'refunded' | 'reshipped' | 'declined', at: string): CaseEvent[] => {
  if (file.resolved) return [];
  const { about } = file;
  return [
    {
      type: 'CaseResolved',
      data: { ...about, kind: 'missing-item', outcome, resolvedBy: about.agentId, at },
    },
  ];
};
