import { describe, it } from '@jest/globals';
import { specification } from '../../../test/given.ts';
import { open, order } from '../../../test/scarf-order.ts';
import { caseDecider } from './decide.ts';

const given = specification(caseDecider);
const taken = (caseId: string, quantity: number, settled: boolean) => ({
  caseId,
  quantity,
  amountFen: quantity * 4_600,
  settled,
});

describe('opening a case for a missing item', () => {
  it('asks the scales when the slip is complete and the parcel undamaged', () => {
    given()
      .when(open)
      .then(
        { CaseOpened: { refundFen: 4_600, authorityFen: 5_000, waybillIds: ['zto:77310000000018'] } },
        {
          WeightCheckStarted: { waybillIds: ['zto:77310000000018'], expectedGrams: 1_000, missingGrams: 100 },
        },
      );
  });

  it('refunds without weighing when the slip says it is short', () => {
    given()
      .when({ ...open, slip: 'short' })
      .then(
        'CaseOpened',
        { RefundApproved: { amountFen: 4_600, because: 'slip-short', approvedBy: 'agent-lin' } },
        { CaseResolved: { outcome: 'refunded', resolvedBy: 'agent-lin' } },
      );
  });

  it('refunds without weighing when the parcel was damaged', () => {
    given()
      .when({ ...open, parcel: 'damaged' })
      .then('CaseOpened', { RefundApproved: { because: 'parcel-damaged' } }, 'CaseResolved');
  });

  it('sends the pieces again when the customer wishes that', () => {
    given()
      .when({ ...open, slip: 'short', wish: 'reshipment' })
      .then(
        'CaseOpened',
        { ReshipmentApproved: { quantity: 1 } },
        { CaseResolved: { outcome: 'reshipped' } },
      );
  });

  it("asks an approver when the refund is above the agent's authority", () => {
    given()
      .when({ ...open, slip: 'short', quantity: 2 })
      .then('CaseOpened', { RefundApprovalRequested: { amountFen: 9_200, limitFen: 5_000 } });
  });

  it('needs nobody for exactly the authority', () => {
    given()
      .when({ ...open, slip: 'short', authorityFen: 4_600 })
      .then('CaseOpened', 'RefundApproved', 'CaseResolved');
  });

  it('stays quiet when it is open already', () => given(open).when(open).thenNothing());

  it('is refused for a line that the order has not', () => {
    given()
      .when({ ...open, lineId: '9' })
      .thenRefused('line-unknown');
  });

  it('is refused before anything was dispatched', () => {
    given()
      .when({ ...open, order: { ...order, status: 'paid', parcels: [] } })
      .thenRefused('order-not-dispatched');
  });

  it('is refused for more pieces than the line has', () => {
    given()
      .when({ ...open, quantity: 4 })
      .thenRefused('quantity-above-line');
  });

  it('is refused while another case of the line is open', () => {
    given()
      .when({ ...open, claims: [taken('other', 1, false)] })
      .thenRefused('case-open-already');
  });

  it('is refused for pieces that were refunded before', () => {
    given()
      .when({ ...open, quantity: 2, claims: [taken('other', 2, true)] })
      .thenRefused('line-refunded-already');
  });

  it('takes the pieces that are left', () => {
    given()
      .when({ ...open, claims: [taken('other', 2, true)] })
      .then({ CaseOpened: { refundFen: 4_600 } }, 'WeightCheckStarted');
  });

  it('never grants more money than what remains of the line', () => {
    const claims = [{ caseId: 'other', quantity: 2, amountFen: 12_000, settled: true }];
    given()
      .when({ ...open, claims })
      .then({ CaseOpened: { refundFen: 1_800 } }, 'WeightCheckStarted');
  });
});
