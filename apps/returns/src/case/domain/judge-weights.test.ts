import { describe, expect, it } from '@jest/globals';
import { specification } from '../../../test/given.ts';
import { decision, open, payment, weighed } from '../../../test/scarf-order.ts';
import { caseDecider } from './decide.ts';

const given = specification(caseDecider);
const lost = weighed(1_000, 900);
const shortPacked = weighed(900, 900);
const unsupported = weighed(1_000, 1_000);
const undecidable = weighed(1_000, null);
const tell = (step: 'carrier-asked' | 'supervisor-told-72h') => ({
  type: 'RecordProgress' as const,
  step,
  at: open.at,
});
const news = { type: 'NoteReadingsChanged' as const, waybillId: 'zto:77310000000018', at: open.at };

describe('the progress of a weight check', () => {
  it('is recorded', () =>
    given(open)
      .when(tell('carrier-asked'))
      .then({ WeightCheckProgressed: { step: 'carrier-asked' } }));
  it('is recorded once a step', () =>
    given(open, tell('carrier-asked')).when(tell('carrier-asked')).thenNothing());
  it('is of no interest after the verdict', () =>
    given(open, lost).when(tell('carrier-asked')).thenNothing());
});

describe('news about a reading', () => {
  it('is noted while the parcel is weighed', () => given(open).when(news).then('ReadingsChanged'));
  it('is noted after the verdict', () => given(open, lost).when(news).then('ReadingsChanged'));
  it('does not concern a case that nobody weighed', () => {
    given({ ...open, slip: 'short' })
      .when(news)
      .thenNothing();
  });
  it('does not concern a case that does not exist', () => given().when(news).thenNothing());
});

describe('judging the weights', () => {
  it('refunds what was lost on the way', () => {
    given(open)
      .when(lost)
      .then(
        {
          VerdictReached: {
            verdict: 'lost-in-transit',
            because: '100 g went missing on the way, about the 100 g of the item',
          },
        },
        { RefundApproved: { amountFen: 4_600, because: 'lost-in-transit', approvedBy: 'agent-lin' } },
        { CaseResolved: { outcome: 'refunded', resolvedBy: 'agent-lin' } },
      );
  });

  it('refunds what was never packed and complains to the warehouse', () => {
    given(open)
      .when(shortPacked)
      .then(
        { VerdictReached: { verdict: 'short-packed' } },
        {
          WarehouseComplaintRecorded: {
            because: 'no weight lost on the way, 100 g under the expected weight',
          },
        },
        { RefundApproved: { because: 'short-packed' } },
        'CaseResolved',
      );
  });

  it('sends again what was lost when the customer wishes that', () => {
    given({ ...open, wish: 'reshipment' })
      .when(lost)
      .then('VerdictReached', 'ReshipmentApproved', 'CaseResolved');
  });

  it('asks an approver for what the agent may not refund alone', () => {
    given({ ...open, authorityFen: 4_599 })
      .when(lost)
      .then('VerdictReached', { RefundApprovalRequested: { amountFen: 4_600, limitFen: 4_599 } });
  });

  it.each([
    ['an unsupported claim', unsupported],
    ['an undecidable one', undecidable],
  ])('leaves %s to a person', (_, weights) => {
    given(open).when(weights).then('VerdictReached');
    expect(given(open, weights).state()).toMatchObject({ status: 'awaiting-person' });
  });

  it('marks a manual reading', () => {
    const facts = given(open).when(weighed(1_000, 900, true));
    facts.then(
      { VerdictReached: { weights: expect.objectContaining({ manual: true }) } } as never,
      'RefundApproved',
      'CaseResolved',
    );
  });
});

describe('judging again after a correction', () => {
  it('stays quiet when the verdict is the same', () =>
    given(open, lost).when(weighed(1_000, 905)).thenNothing());

  it('re-opens a verdict that would differ', () => {
    given(open, lost)
      .when(unsupported)
      .then({ VerdictReopened: { was: 'lost-in-transit', would: 'claim-unsupported' } });
  });

  it('re-opens it once', () => given(open, lost, unsupported).when(unsupported).thenNothing());

  it('upholds the verdict when the readings come back to it', () => {
    given(open, lost, unsupported)
      .when(lost)
      .then({ VerdictUpheld: { upheldBy: null } });
  });

  it('leaves paid money where it is', () => {
    given(open, lost, payment).when(unsupported).then('VerdictReopened');
    expect(given(open, lost, payment, unsupported).state()).toMatchObject({ status: 'refund-paid' });
  });

  it('is of no interest when a person decided without the scales', () => {
    given(open, tell('supervisor-told-72h'), decision('refund')).when(unsupported).thenNothing();
  });

  it('does not concern a case that nobody weighed', () => {
    given({ ...open, slip: 'short' })
      .when(lost)
      .thenNothing();
  });
});
