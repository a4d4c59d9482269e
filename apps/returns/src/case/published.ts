import type { PublicEvent } from '@kefu/contracts';
import type { StoredEvent } from '@kefu/event-store';
import { publicEventOf } from '@kefu/messaging';
import type { ReturnsEvent } from '../events.ts';
import type { About } from './domain/events.ts';

const baseOf = (data: About & { at: string }) => {
  const { caseId, shopId, orderId, lineId, customerId, agentId, conversationId, at } = data;
  return { caseId, shopId, orderId, lineId, customerId, agentId, conversationId, at };
};

/** What the world hears of a case. Fields are named one by one, so that nothing leaves by accident. */
export const publish = (event: StoredEvent<ReturnsEvent>): PublicEvent | undefined => {
  switch (event.type) {
    case 'CaseOpened': {
      const { kind, quantity, wish } = event.data;
      return publicEventOf(event, 'returns.case-opened.v1', { ...baseOf(event.data), kind, quantity, wish });
    }
    case 'WeightCheckStarted': {
      const { waybillIds } = event.data;
      return publicEventOf(event, 'returns.weight-check-started.v1', { ...baseOf(event.data), waybillIds });
    }
    case 'WeightCheckProgressed': {
      const { step } = event.data;
      return publicEventOf(event, 'returns.weight-check-progressed.v1', { ...baseOf(event.data), step });
    }
    case 'VerdictReached': {
      const { verdict, because, weights, waybillIds } = event.data;
      const reached = { ...baseOf(event.data), verdict, because, weights, waybillIds };
      return publicEventOf(event, 'returns.verdict-reached.v1', reached);
    }
    case 'VerdictReopened': {
      const { was, would, because } = event.data;
      return publicEventOf(event, 'returns.verdict-reopened.v1', {
        ...baseOf(event.data),
        was,
        would,
        because,
      });
    }
    case 'RefundApprovalRequested': {
      const { amountFen, limitFen } = event.data;
      const requested = { ...baseOf(event.data), amountFen, limitFen };
      return publicEventOf(event, 'returns.refund-approval-requested.v1', requested);
    }
    case 'RefundApproved': {
      const { amountFen, quantity, approvedBy, because: reason, waybillIds } = event.data;
      const approved = { ...baseOf(event.data), amountFen, quantity, approvedBy, reason, waybillIds };
      return publicEventOf(event, 'returns.refund-approved.v1', approved);
    }
    case 'ReshipmentApproved': {
      const { amountFen, quantity, approvedBy, because: reason, waybillIds } = event.data;
      const approved = { ...baseOf(event.data), amountFen, quantity, approvedBy, reason, waybillIds };
      return publicEventOf(event, 'returns.reshipment-approved.v1', approved);
    }
    case 'RefundPaid': {
      const { amountFen, paidBy, reference } = event.data;
      return publicEventOf(event, 'returns.refund-paid.v1', {
        ...baseOf(event.data),
        amountFen,
        paidBy,
        reference,
      });
    }
    case 'WarehouseComplaintRecorded': {
      const { complaintId, because } = event.data;
      const complaint = { ...baseOf(event.data), complaintId, because };
      return publicEventOf(event, 'returns.warehouse-complaint-recorded.v1', complaint);
    }
    case 'CaseResolved': {
      const { kind, outcome, resolvedBy } = event.data;
      return publicEventOf(event, 'returns.case-resolved.v1', {
        ...baseOf(event.data),
        kind,
        outcome,
        resolvedBy,
      });
    }
    case 'ReadingsChanged':
    case 'VerdictUpheld':
    case 'CaseDeclined': // case-resolved says so
    case 'LineClaimed':
    case 'LineSettled':
    case 'LineReleased':
      return undefined;
  }
};
