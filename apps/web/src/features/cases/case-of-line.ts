import type { CaseSummary } from '@kefu/contracts';

type Line = { orderId: string; lineId: string; quantity: number };
type LineCase = Pick<CaseSummary, 'orderId' | 'lineId' | 'quantity' | 'state' | 'reopened'>;

const goesOn = new Set<CaseSummary['state']>(['open', 'weighing', 'awaiting-person', 'awaiting-approval']);

/** Whether somebody has to decide it: the scales did not, or a later weight speaks against what they said. */
export const waitsForPerson = ({ state, reopened }: Pick<CaseSummary, 'state' | 'reopened'>): boolean =>
  state === 'awaiting-person' || reopened;

/** The case that says where a line stands, of cases newest first; and whether pieces are left to report. */
export const caseOfLine = <Case extends LineCase>(
  cases: readonly Case[],
  { orderId, lineId, quantity }: Line,
): { shown: Case | undefined; mayReport: boolean } => {
  const ofLine = cases.filter((one) => one.orderId === orderId && one.lineId === lineId);
  const going = ofLine.find(({ state }) => goesOn.has(state));
  const taken = ofLine
    .filter(({ state }) => state !== 'declined')
    .reduce((sum, one) => sum + one.quantity, 0);
  return {
    shown: going ?? ofLine.find(waitsForPerson) ?? ofLine[0],
    mayReport: going === undefined && taken < quantity,
  };
};
