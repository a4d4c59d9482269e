import { describe, expect, it } from '@jest/globals';
import { refundAmount } from './refund-amount.ts';

describe('the amount of a refund', () => {
  it('is the price of the pieces', () => {
    expect(refundAmount({ unitPriceFen: 4_600, quantity: 2, remainingFen: 13_800 })).toBe(9_200);
  });
  it('is never more than what remains of the line', () => {
    expect(refundAmount({ unitPriceFen: 4_600, quantity: 2, remainingFen: 5_000 })).toBe(5_000);
  });
  it('is never below nothing', () => {
    expect(refundAmount({ unitPriceFen: 100, quantity: 1, remainingFen: -300 })).toBe(0);
  });
});
