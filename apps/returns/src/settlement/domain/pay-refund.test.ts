import { describe, it } from '@jest/globals';
import { specification } from '../../../test/given.ts';
import { open, payment, weighed } from '../../../test/scarf-order.ts';
import { caseDecider } from '../../case/domain/decide.ts';

const given = specification(caseDecider);
const approved = [open, weighed(1_000, 900)];

describe('paying a refund', () => {
  it('pays what was approved', () => {
    given(...approved)
      .when(payment)
      .then({ RefundPaid: { amountFen: 4_600, reference: 'platform:88120001' } });
  });

  it('never pays twice', () =>
    given(...approved, payment)
      .when(payment)
      .thenRefused('refund-paid-already'));

  it('is refused for another amount, by one fen', () => {
    given(...approved)
      .when({ ...payment, amountFen: 4_601 })
      .thenRefused('amount-mismatch');
  });

  it('is refused before the refund is approved', () =>
    given(open).when(payment).thenRefused('refund-not-approved'));
  it('is refused for an unknown case', () => given().when(payment).thenRefused('case-unknown'));
});
