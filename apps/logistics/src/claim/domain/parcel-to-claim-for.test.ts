import { describe, expect, it } from '@jest/globals';
import type { WeightReading } from '@kefu/contracts';
import { parcelToClaimFor } from './parcel-to-claim-for.ts';

const parcel = (waybillId: string, originGrams: number, lastGrams: number) => ({
  waybillId,
  readings: (['origin', 'last'] as const).map((station): WeightReading => ({
    readingId: `${waybillId}/${station}`,
    waybillId,
    station,
    kind: 'scale',
    raw: '',
    grams: station === 'origin' ? originGrams : lastGrams,
    at: '2026-10-20T22:10:00Z',
    source: 'scan',
  })),
});

describe('the parcel to claim for', () => {
  it('is the one that lost the most on its way', () => {
    const parcels = [parcel('zto:1', 1_000, 995), parcel('sto:2', 1_000, 900), parcel('yto:3', 500, 500)];
    expect(parcelToClaimFor(parcels)?.waybillId).toBe('sto:2');
  });

  it('is the first where the scales do not tell', () => {
    expect(
      parcelToClaimFor([{ waybillId: 'zto:1', readings: [] }, parcel('sto:2', 900, 900)])?.waybillId,
    ).toBe('zto:1');
  });

  it('is none where there is no parcel', () => {
    expect(parcelToClaimFor([])).toBeUndefined();
  });
});
