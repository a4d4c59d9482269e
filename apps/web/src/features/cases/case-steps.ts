import type { Case, CaseFact } from './cases.ts';

type StepName = 'opened' | 'weights' | 'carrier' | 'verdict' | 'decision' | 'outcome';
export type Step = { name: StepName; status: 'done' | 'now' | 'ahead' | 'skipped'; at?: string };

type Known = Pick<Case, 'state' | 'timeline' | 'reopened'>;

const last = (timeline: readonly CaseFact[], ...types: string[]): CaseFact | undefined =>
  timeline.findLast(({ type }) => types.includes(type));

const step = (name: StepName, fact: CaseFact | undefined, otherwise: Step['status']): Step =>
  fact ? { name, status: 'done', at: fact.at } : { name, status: otherwise };

/** Where a case stands, told as the steps of its way; what was not needed is skipped. */
export const stepsOf = ({ state, timeline, reopened }: Known): Step[] => {
  const weighing = last(timeline, 'WeightCheckStarted');
  const verdict = last(timeline, 'VerdictReached');
  const asked = last(timeline, 'WeightCheckProgressed');
  const decided = last(timeline, 'RefundApproved', 'ReshipmentApproved', 'CaseDeclined');
  const paid = last(timeline, 'RefundPaid');
  const isWeighing = state === 'weighing' || (state === 'open' && weighing !== undefined);
  const isAwaiting = state === 'awaiting-person' || state === 'awaiting-approval' || reopened;
  const needsNoScales = weighing === undefined && (decided !== undefined || state === 'awaiting-approval');

  const decision: Step = isAwaiting
    ? { name: 'decision', status: 'now' }
    : step('decision', decided, 'ahead');
  const carrier: Step = !asked
    ? { name: 'carrier', status: isWeighing ? 'ahead' : 'skipped' }
    : { name: 'carrier', status: isWeighing ? 'now' : 'done', at: asked.at };
  const weighed: Step[] = needsNoScales
    ? [{ name: 'weights', status: 'skipped' }]
    : [
        isWeighing && !asked
          ? { name: 'weights', status: 'now' }
          : step('weights', verdict ?? weighing, 'ahead'),
        carrier,
        step('verdict', verdict, 'ahead'),
      ];
  const outcome: Step =
    decided?.type === 'RefundApproved'
      ? step('outcome', paid, 'now')
      : { name: 'outcome', status: decided ? 'done' : 'ahead', ...(decided && { at: decided.at }) };
  return [step('opened', last(timeline, 'CaseOpened'), 'now'), ...weighed, decision, outcome];
};
