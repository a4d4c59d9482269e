import { describe, expect, it } from '@jest/globals';
import { sampleOrders } from '@kefu/testing/sample';

import { buyersOf } from './shop-site.ts';
import { weighedAt } from './tell-carrier.ts';

const orders = sampleOrders({ seed: 1, count: 300, until: new Date('2026-11-11T00:00:00Z') });

describe('the buyers of a shop’s site', () => {
  it('stand there once, with the first order of the list', () => {
    const buyers = buyersOf(orders);
    expect(orders.length).toBeGreaterThan(buyers.length);
    expect(new Set(buyers.map(({ buyerId }) => buyerId)).size).toBe(buyers.length);
    expect(buyers[0]?.orderNumber).toBe(orders[0]?.orderNumber);
  });
});

describe('the sample’s scales', () => {
  it('weighed a parcel before it was signed for', () => {
    const scans = [
      { state: 'signed', at: '2026-11-27T03:16:00Z' },
      { state: 'out-for-delivery', at: '2026-11-27T01:02:00Z' },
      { state: 'picked-up', at: '2026-11-25T10:00:00Z' },
    ];
    expect(weighedAt(scans)).toBe('2026-11-27T01:02:00Z');
  });
});
