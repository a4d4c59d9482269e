import { describe, it } from '@jest/globals';
import { specification } from '../../../test/given.ts';
import { approval, open, weighed } from '../../../test/scarf-order.ts';
import { caseDecider } from './decide.ts';

const given = specification(caseDecider);
const requested = [{ ...open, authorityFen: 1_000 }, weighed(1_000, 900)];
const other = { ...approval, by: { personId: 'supervisor-zhou', limitFen: 50_000 } };

describe("approving a refund above the agent's authority", () => {
  it('approves in the name of the approver and credits the agent', () => {
    given(...requested)
      .when(approval)
      .then(
        { RefundApproved: { approvedBy: 'supervisor-wang', amountFen: 4_600, because: 'lost-in-transit' } },
        { CaseResolved: { outcome: 'refunded', resolvedBy: 'agent-lin' } },
      );
  });

  it('declines', () => {
    given(...requested)
      .when({ ...approval, approve: false })
      .then({ CaseDeclined: { declinedBy: 'supervisor-wang' } }, { CaseResolved: { outcome: 'declined' } });
  });

  it("is refused above the approver's own limit", () => {
    given(...requested)
      .when({ ...approval, by: { personId: 'team-lead-he', limitFen: 4_599 } })
      .thenRefused('above-authority');
  });

  it('stays quiet when the same person approved already', () =>
    given(...requested, approval)
      .when(approval)
      .thenNothing());

  it('tells another approver that it is settled', () => {
    given(...requested, approval)
      .when(other)
      .thenRefused('case-not-awaiting-approval');
  });

  it('is refused where nobody asked for it', () =>
    given(open).when(approval).thenRefused('case-not-awaiting-approval'));
  it('is refused for an unknown case', () => given().when(approval).thenRefused('case-unknown'));
});
