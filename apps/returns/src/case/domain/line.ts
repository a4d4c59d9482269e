import type { Decider, DomainEvent } from '@kefu/contracts';
import type { CaseEvent } from './events.ts';

/** What a case takes of an order line: pieces, and the money they stand for. */
type Taken = { caseId: string; quantity: number; amountFen: number };
type AtLine = { orderId: string; lineId: string; caseId: string; at: string };

export type LineClaimed = DomainEvent<'LineClaimed', AtLine & Taken>;
export type LineSettled = DomainEvent<'LineSettled', AtLine & Taken & { by: 'refund' | 'reshipment' }>;
export type LineReleased = DomainEvent<'LineReleased', AtLine>;
export type LineEvent = LineClaimed | LineSettled | LineReleased;

/** One claim a case; what is neither here nor settled is still the customer's to ask for. */
export type LineClaims = readonly (Taken & { settled: boolean })[];

export const unclaimed: LineClaims = [];

export const evolveLine = (claims: LineClaims, { type, data }: LineEvent): LineClaims => {
  const others = claims.filter(({ caseId }) => caseId !== data.caseId);
  switch (type) {
    case 'LineClaimed':
    case 'LineSettled': {
      const { caseId, quantity, amountFen } = data;
      return [...others, { caseId, quantity, amountFen, settled: type === 'LineSettled' }];
    }
    case 'LineReleased':
      return others;
  }
};

/** What is left of a line for this case, whatever it holds itself. */
export const leftOfLine = (
  line: { quantity: number; unitPriceFen: number },
  claims: LineClaims,
  caseId: string,
): { quantity: number; amountFen: number; openCaseId?: string } => {
  const others = claims.filter((claim) => claim.caseId !== caseId);
  const taken = (of: 'quantity' | 'amountFen') => others.reduce((sum, claim) => sum + claim[of], 0);
  return {
    quantity: line.quantity - taken('quantity'),
    amountFen: line.quantity * line.unitPriceFen - taken('amountFen'),
    openCaseId: others.find(({ settled }) => !settled)?.caseId,
  };
};

const claimOf = (event: CaseEvent): LineEvent | undefined => {
  const { orderId, lineId, caseId, at } = event.data;
  const line = { orderId, lineId, caseId, at };
  switch (event.type) {
    case 'CaseOpened':
      return {
        type: 'LineClaimed',
        data: { ...line, quantity: event.data.quantity, amountFen: event.data.refundFen },
      };
    case 'RefundApprovalRequested':
      return { type: 'LineClaimed', data: { ...line, ...sizeOf(event.data) } };
    case 'RefundApproved':
      return { type: 'LineSettled', data: { ...line, ...sizeOf(event.data), by: 'refund' } };
    // A piece sent again is worth what it would have been refunded at: it cannot be asked for twice.
    case 'ReshipmentApproved':
      return { type: 'LineSettled', data: { ...line, ...sizeOf(event.data), by: 'reshipment' } };
    case 'CaseDeclined':
      return { type: 'LineReleased', data: line };
    default:
      return undefined;
  }
};

const sizeOf = ({ quantity, amountFen }: { quantity: number; amountFen: number }) => ({
  quantity,
  amountFen,
});

const isNews = (claims: LineClaims, { type, data }: LineEvent): boolean => {
  const known = claims.find(({ caseId }) => caseId === data.caseId);
  if (type === 'LineReleased') return known !== undefined;
  return known?.settled !== (type === 'LineSettled') || known.amountFen !== data.amountFen;
};

/** A line follows its cases: what they claim, settle and release of it, and nothing that it knows already. */
export const lineDecider: Decider<readonly CaseEvent[], LineClaims, LineEvent> = {
  initial: unclaimed,
  evolve: evolveLine,
  decide: (events, claims) => {
    const decided: LineEvent[] = [];
    let now = claims;
    for (const event of events.map(claimOf)) {
      if (!event || !isNews(now, event)) continue;
      decided.push(event);
      now = evolveLine(now, event);
    }
    return decided;
  },
};

export const lineStream = ({ orderId, lineId }: { orderId: string; lineId: string }): string =>
  `line-${orderId}/${lineId}`;
