import type { CaseSummary } from '@kefu/contracts';
import type { CaseEvent, CaseOpened } from './domain/events.ts';

export const openedSummary = ({ data }: CaseOpened): CaseSummary => ({
  caseId: data.caseId,
  shopId: data.shopId,
  orderId: data.orderId,
  lineId: data.lineId,
  lineTitle: data.line.title,
  quantity: data.quantity,
  customerId: data.customerId,
  conversationId: data.conversationId ?? null,
  agentId: data.agentId,
  kind: data.kind,
  wish: data.wish,
  state: 'open',
  verdict: null,
  because: null,
  amountFen: data.refundFen,
  weights: null,
  waybillIds: data.waybillIds,
  reopened: false,
  openedAt: data.at,
  updatedAt: data.at,
});

const changes = (event: CaseEvent): Partial<CaseSummary> => {
  switch (event.type) {
    case 'CaseOpened':
      return openedSummary(event);
    case 'WeightCheckStarted':
      return { state: 'weighing' };
    case 'VerdictReached': {
      const { verdict, because, weights } = event.data;
      return { state: 'awaiting-person', verdict, because, weights };
    }
    case 'VerdictReopened':
      return { reopened: true };
    case 'VerdictUpheld':
      return { reopened: false };
    case 'RefundApprovalRequested':
      return { state: 'awaiting-approval', amountFen: event.data.amountFen, reopened: false };
    case 'RefundApproved':
      return { state: 'refund-approved', amountFen: event.data.amountFen, reopened: false };
    case 'ReshipmentApproved':
      return { state: 'reshipment-approved', reopened: false };
    case 'CaseDeclined':
      return { state: 'declined', reopened: false };
    case 'RefundPaid':
      return { state: 'refund-paid' };
    case 'WeightCheckProgressed':
    case 'ReadingsChanged':
    case 'WarehouseComplaintRecorded':
    case 'CaseResolved':
      return {};
  }
};

/** What a fact changes in a case's summary: the view writes it, and the answer to a command shows it at once. */
export const summaryChanges = (event: CaseEvent): Partial<CaseSummary> => ({
  ...changes(event),
  updatedAt: event.data.at,
});

export const withChanges = (summary: CaseSummary, events: readonly CaseEvent[]): CaseSummary =>
  Object.assign({}, summary, ...events.map(summaryChanges)) as CaseSummary;
