import { describe, expect, it } from '@jest/globals';
import { fillIn, missingIn } from './variables.ts';

const variables = { customer: '王**', order: '2026102100018812', parcel: undefined };

describe('variables of a phrase', () => {
  it('are filled in, each time they stand there', () => {
    expect(fillIn('{customer}您好,订单{order}({order})', variables)).toBe(
      '王**您好,订单2026102100018812(2026102100018812)',
    );
  });

  it('stay visible where nothing is known', () => {
    expect(fillIn('运单{parcel},有效期{coupon_until}', variables)).toBe('运单{parcel},有效期{coupon_until}');
  });

  it('that are missing are named once each', () => {
    expect(missingIn('{parcel} {parcel} {coupon_until}')).toEqual(['{parcel}', '{coupon_until}']);
  });

  it('are not seen in ordinary braces', () => {
    expect(missingIn('{ } {尺码} {A}')).toEqual([]);
  });
});
