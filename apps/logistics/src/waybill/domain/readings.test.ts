import { describe, expect, it } from '@jest/globals';
import type { WeightReading } from '@kefu/contracts';
import { readingsOf, readingThatCounts } from './readings.ts';

const scale = (grams: number | null, at: string, more: Partial<WeightReading> = {}): WeightReading => ({
  readingId: `r-${grams}-${at}`,
  waybillId: 'zto:77310000000018',
  station: 'last',
  kind: grams === null ? 'unreadable' : 'scale',
  raw: `${grams ?? '已称'}g`,
  grams,
  at,
  source: 'scan',
  ...more,
});
const morning = '2026-10-20T01:00:00Z';
const noon = '2026-10-20T04:00:00Z';
const evening = '2026-10-20T12:00:00Z';

describe('the reading that counts for a station', () => {
  const grams = (...readings: WeightReading[]) => readingThatCounts(readings, 'last')?.grams ?? null;

  it('is none where nothing real was read', () => {
    expect(grams()).toBeNull();
    expect(grams(scale(null, noon), scale(1_000, noon, { kind: 'billed' }))).toBeNull();
  });

  it('is the newest by the time of weighing, not by the time we heard of it', () => {
    expect(grams(scale(900, evening), scale(1_000, morning))).toBe(900);
  });

  it('stays when the newer one is unreadable or billed', () => {
    expect(grams(scale(900, morning), scale(null, noon), scale(1_000, evening, { kind: 'billed' }))).toBe(
      900,
    );
  });

  it('is a manual one where no scale is known', () => {
    expect(grams(scale(900, morning, { kind: 'manual' }), scale(null, noon))).toBe(900);
  });

  it('is that of a scale even when a newer one was typed in', () => {
    expect(grams(scale(900, morning), scale(950, evening, { kind: 'manual' }))).toBe(900);
  });

  it('is the correction recorded last, whenever it was weighed', () => {
    const corrected = scale(980, noon, { source: 'correction' });
    const again = scale(970, morning, { source: 'correction', kind: 'manual' });
    expect(grams(corrected, again, scale(900, evening))).toBe(970);
  });

  it('knows nothing of other stations', () => {
    expect(
      grams(scale(900, noon, { station: 'origin' }), scale(800, noon, { station: 'transit' })),
    ).toBeNull();
  });
});

describe('the readings of a parcel', () => {
  it('are what counts at both ends, and all others', () => {
    const origin = scale(1_000, morning, { station: 'origin' });
    const transit = scale(990, noon, { station: 'transit' });
    const replaced = scale(940, noon);
    const last = scale(900, evening);
    expect(readingsOf('zto:1', [origin, transit, replaced, last])).toEqual({
      waybillId: 'zto:1',
      origin,
      last,
      others: [transit, replaced],
    });
  });
});
