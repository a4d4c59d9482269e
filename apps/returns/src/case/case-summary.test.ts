import { describe, expect, it } from '@jest/globals';
import { CaseSummary } from '@kefu/contracts';
import { decision, open, payment, weighed } from '../../test/scarf-order.ts';
import { openedSummary, withChanges } from './case-summary.ts';
import type { CaseCommand } from './domain/commands.ts';
import { caseDecider } from './domain/decide.ts';

const summaryAfter = (...commands: CaseCommand[]): CaseSummary => {
  let state = caseDecider.initial;
  const [first, ...others] = commands.flatMap((command) => {
    const events = caseDecider.decide(command, state);
    state = events.reduce(caseDecider.evolve, state);
    return events;
  });
  if (first?.type !== 'CaseOpened') throw new Error('no case was opened');
  const summary = CaseSummary.parse(withChanges(openedSummary(first), others));
  expect(summary.state).toBe(state.status); // the list and the decisions never tell different stories
  return summary;
};
const lost = weighed(1_000, 900);
const unsupported = weighed(1_000, 1_000);

describe('the summary of a case', () => {
  it('shows the scales being asked', () =>
    expect(summaryAfter(open)).toMatchObject({ state: 'weighing', amountFen: 4_600 }));

  it('shows the verdict with its weights', () => {
    expect(summaryAfter(open, unsupported)).toMatchObject({
      state: 'awaiting-person',
      verdict: 'claim-unsupported',
      weights: { originGrams: 1_000, lastGrams: 1_000 },
    });
  });

  it.each([
    ['refund-approved', [open, lost]],
    ['refund-paid', [open, lost, payment]],
    ['awaiting-approval', [{ ...open, authorityFen: 0 }, lost]],
    ['reshipment-approved', [open, unsupported, decision('reshipment')]],
    ['declined', [open, unsupported, decision('decline')]],
  ])('shows %s', (state, commands) =>
    expect(summaryAfter(...commands)).toMatchObject({ state, reopened: false }),
  );

  it('shows that a person should look again, until one did', () => {
    expect(summaryAfter(open, lost, payment, unsupported)).toMatchObject({
      state: 'refund-paid',
      reopened: true,
    });
    expect(summaryAfter(open, lost, payment, unsupported, decision('keep'))).toMatchObject({
      reopened: false,
    });
    expect(summaryAfter(open, unsupported, decision('decline'), lost)).toMatchObject({
      state: 'declined',
      reopened: true,
    });
  });
});
