import { describe, expect, it } from '@jest/globals';
import { specification } from '../../../test/given.ts';
import { decision, open, payment, weighed } from '../../../test/scarf-order.ts';
import { caseDecider } from './decide.ts';

const given = specification(caseDecider);
const lost = weighed(1_000, 900);
const unsupported = weighed(1_000, 1_000);
const declined = [open, unsupported, decision('decline')];
const declinedAndReopened = [...declined, lost];
const another = (settled: boolean) => [{ caseId: 'other', quantity: 3, amountFen: 13_800, settled }];

describe('a person deciding what the scales could not', () => {
  it('refunds in the name of that person', () => {
    given(open, unsupported)
      .when(decision('refund'))
      .then(
        { RefundApproved: { approvedBy: 'supervisor-wang', because: 'decided-by-person', amountFen: 4_600 } },
        { CaseResolved: { outcome: 'refunded', resolvedBy: 'agent-lin' } },
      );
  });

  it('needs an approver for more than that person may refund', () => {
    const agent = { personId: 'agent-lin', limitFen: 1_000 };
    given(open, unsupported)
      .when(decision('refund', { by: agent }))
      .then({ RefundApprovalRequested: { amountFen: 4_600, limitFen: 1_000, because: 'decided-by-person' } });
  });

  it('sends again', () => {
    given(open, unsupported)
      .when(decision('reshipment'))
      .then('ReshipmentApproved', { CaseResolved: { outcome: 'reshipped' } });
  });

  it('declines', () => {
    given(open, unsupported)
      .when(decision('decline'))
      .then({ CaseDeclined: { declinedBy: 'supervisor-wang' } }, { CaseResolved: { outcome: 'declined' } });
  });

  it('is refused while the carrier may still answer', () =>
    given(open).when(decision('refund')).thenRefused('case-not-awaiting-person'));

  it('need not wait for a carrier that did not answer in three days', () => {
    given(open, { type: 'RecordProgress', step: 'supervisor-told-72h', at: open.at })
      .when(decision('refund'))
      .then('RefundApproved', 'CaseResolved');
  });

  it('is refused once the case is decided', () =>
    given(open, lost).when(decision('decline')).thenRefused('case-not-awaiting-person'));
  it('is refused for an unknown case', () => given().when(decision('refund')).thenRefused('case-unknown'));
});

describe('a person looking at a re-opened verdict', () => {
  it('keeps it', () => {
    given(open, lost, unsupported)
      .when(decision('keep'))
      .then({ VerdictUpheld: { upheldBy: 'supervisor-wang' } });
  });

  it('is not asked about the same readings again', () => {
    given(open, lost, unsupported, decision('keep')).when(unsupported).thenNothing();
  });

  it('has nothing to keep where nothing was re-opened', () => {
    given(open, lost).when(decision('keep')).thenRefused('verdict-not-reopened');
  });

  it.each([
    ['approved', [open, lost, unsupported]],
    ['paid', [open, lost, payment, unsupported]],
  ])('never takes back a refund that was %s', (_, before) => {
    given(...before)
      .when(decision('decline'))
      .thenRefused('promise-stands');
  });

  it('refunds what was declined, and credits the case only once', () => {
    given(...declinedAndReopened)
      .when(decision('refund'))
      .then('RefundApproved');
    expect(given(...declinedAndReopened, decision('refund')).state()).toMatchObject({
      status: 'refund-approved',
      file: { judged: { reopened: false } },
    });
  });

  it('keeps a case declined', () =>
    given(...declinedAndReopened)
      .when(decision('decline'))
      .then('VerdictUpheld'));

  it('cannot refund what another case refunded meanwhile', () => {
    given(...declinedAndReopened)
      .when(decision('refund', { claims: another(true) }))
      .thenRefused('line-refunded-already');
  });

  it('waits while another case of the line is open', () => {
    given(...declinedAndReopened)
      .when(decision('refund', { claims: another(false) }))
      .thenRefused('case-open-already');
  });

  it('leaves a declined case alone that nothing re-opened', () => {
    given(...declined)
      .when(decision('refund'))
      .thenRefused('case-not-awaiting-person');
  });
});
