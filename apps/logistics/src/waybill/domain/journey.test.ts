import { describe, expect, it } from '@jest/globals';
import type { Scan } from '@kefu/contracts';
import fc from 'fast-check';
import { journeyOf } from './journey.ts';

const scan = (scanId: string, at: string, state: Scan['state']): Scan => ({
  scanId,
  at,
  state,
  place: '杭州',
});
const journey = [
  scan('s-1', '2026-10-18T10:00:00Z', 'picked-up'),
  scan('s-2', '2026-10-19T02:00:00Z', 'in-transit'),
  scan('s-3', '2026-10-20T01:00:00Z', 'out-for-delivery'),
  scan('s-4', '2026-10-20T01:00:00Z', 'signed'),
];

describe("a parcel's journey", () => {
  it('has not begun without a scan', () => {
    expect(journeyOf([])).toEqual({ scans: [], state: 'registered', lastScanAt: null });
  });

  it('reads the same in whatever order its scans arrived', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(journey, { minLength: journey.length }), (arrived) => {
        expect(journeyOf(arrived)).toEqual({ scans: journey, state: 'signed', lastScanAt: journey[3]?.at });
      }),
    );
  });

  it('is not set back by a scan that comes late', () => {
    const [pickedUp, inTransit] = journey;
    if (!pickedUp || !inTransit) throw new Error('two scans expected');
    expect(journeyOf([inTransit, pickedUp]).state).toBe('in-transit');
  });
});
