import type { RefundReason, Verdict, WeightCheckStep, Wish } from '@kefu/contracts';
import type { About, CaseEvent, CaseOpened, ClaimedLine } from './events.ts';

/** What every decision on an opened case may need. */
export type CaseFile = {
  about: About;
  line: ClaimedLine;
  quantity: number;
  wish: Wish;
  refundFen: number;
  authorityFen: number;
  waybillIds: string[];
  /** What the parcels should have weighed; null where the scales are not asked. */
  expectation: { expectedGrams: number | null; missingGrams: number | null } | null;
  /** The verdict that had its consequence, and the one that the readings speak for by now. */
  judged: { verdict: Verdict; byNow: Verdict; reopened: boolean } | null;
  /** A case is credited once, also when it is decided anew. */
  resolved: boolean;
};

export type OpenedCase =
  | { status: 'open'; file: CaseFile }
  | { status: 'weighing'; file: CaseFile; steps: readonly WeightCheckStep[] }
  | { status: 'awaiting-person'; file: CaseFile }
  | { status: 'awaiting-approval'; file: CaseFile; amountFen: number; because: RefundReason }
  | { status: 'refund-approved'; file: CaseFile; amountFen: number; approvedBy: string }
  | { status: 'refund-paid'; file: CaseFile; reference: string }
  | { status: 'reshipment-approved'; file: CaseFile }
  | { status: 'declined'; file: CaseFile };

export type ReturnCase = { status: 'not-opened' } | OpenedCase;

export const notOpened: ReturnCase = { status: 'not-opened' };

export const opened = ({ data }: CaseOpened): OpenedCase & { status: 'open' } => {
  const { caseId, shopId, orderId, lineId, customerId, agentId, conversationId } = data;
  const { line, quantity, wish, refundFen, authorityFen, waybillIds } = data;
  const about = { caseId, shopId, orderId, lineId, customerId, agentId, conversationId };
  return {
    status: 'open',
    file: {
      ...{ about, line, quantity, wish, refundFen, authorityFen, waybillIds },
      ...{ expectation: null, judged: null, resolved: false },
    },
  };
};

/** A decision settles what a correction had re-opened. */
const decided = (file: CaseFile): CaseFile => ({
  ...file,
  judged: file.judged && { ...file.judged, reopened: false },
});

export const evolve = (state: ReturnCase, event: CaseEvent): ReturnCase => {
  if (event.type === 'CaseOpened') return opened(event);
  if (state.status === 'not-opened') return state; // nothing comes before the opening
  const { file } = state;
  switch (event.type) {
    case 'WeightCheckStarted': {
      const { expectedGrams, missingGrams } = event.data;
      return {
        status: 'weighing',
        file: { ...file, expectation: { expectedGrams, missingGrams } },
        steps: [],
      };
    }
    case 'WeightCheckProgressed':
      if (state.status !== 'weighing') return state;
      return { ...state, steps: [...state.steps, event.data.step] };
    case 'VerdictReached': {
      const { verdict } = event.data;
      return {
        status: 'awaiting-person',
        file: { ...file, judged: { verdict, byNow: verdict, reopened: false } },
      };
    }
    case 'VerdictReopened': {
      const { was, would } = event.data;
      return { ...state, file: { ...file, judged: { verdict: was, byNow: would, reopened: true } } };
    }
    case 'VerdictUpheld': {
      const judged = file.judged && { ...file.judged, byNow: file.judged.verdict };
      const upheld = event.data.upheldBy === null ? { ...file, judged } : file;
      return { ...state, file: decided(upheld) };
    }
    case 'RefundApprovalRequested': {
      const { amountFen, because } = event.data;
      return { status: 'awaiting-approval', file: decided(file), amountFen, because };
    }
    case 'RefundApproved': {
      const { amountFen, approvedBy } = event.data;
      return { status: 'refund-approved', file: decided(file), amountFen, approvedBy };
    }
    case 'RefundPaid':
      return { status: 'refund-paid', file, reference: event.data.reference };
    case 'ReshipmentApproved':
      return { status: 'reshipment-approved', file: decided(file) };
    case 'CaseDeclined':
      return { status: 'declined', file: decided(file) };
    case 'CaseResolved':
      return { ...state, file: { ...file, resolved: true } };
    case 'ReadingsChanged':
    case 'WarehouseComplaintRecorded':
      return state;
  }
};

export const caseStream = (caseId: string): string => `case-${caseId}`;
