import { describe, expect, it } from '@jest/globals';
import type { WeightFacts } from '@kefu/contracts';
import fc from 'fast-check';
import { judge } from './verdict.ts';

const facts = (
  expectedGrams: number | null,
  missingGrams: number | null,
  originGrams: number | null,
  lastGrams: number | null,
  manual = false,
): WeightFacts => ({
  ...{ expectedGrams, missingGrams, originGrams, lastGrams, manual },
  betweenScalesToleranceGrams: 20,
  expectedToleranceGrams: 30,
});

describe('the verdict on the weights', () => {
  it.each([
    [1000, 100, 1000, 900, 'lost-in-transit', '100 g went missing on the way, about the 100 g of the item'],
    [1000, 100, 1000, 880, 'lost-in-transit', '120 g went missing on the way, about the 100 g of the item'],
    [1000, 100, 1000, 870, 'inconclusive', '130 g went missing on the way, 100 g reported'],
    [1000, 100, 1000, 700, 'inconclusive', '300 g went missing on the way, 100 g reported'],
    [1000, 100, 1000, 1010, 'claim-unsupported', 'no weight lost on the way, as heavy as expected'],
    [1000, 100, 1000, 1030, 'inconclusive', '30 g heavier at the end'],
    [1000, 100, 900, 900, 'short-packed', 'no weight lost on the way, 100 g under the expected weight'],
    [1000, 100, 950, 950, 'inconclusive', '50 g under the expected weight, 100 g reported'],
    [1000, 8, 1000, 1000, 'inconclusive', 'the scales cannot see 8 g'],
    [1000, 25, 1000, 1000, 'inconclusive', 'the expected weight cannot see 25 g'],
    // beside the table
    [1000, 100, 1000, 920, 'lost-in-transit', '80 g went missing on the way, about the 100 g of the item'],
    [1000, 100, 1000, 921, 'inconclusive', '79 g went missing on the way, 100 g reported'],
    [1000, 100, 1020, 1000, 'claim-unsupported', 'no weight lost on the way, as heavy as expected'],
    [1000, 100, 1000, 1020, 'claim-unsupported', 'no weight lost on the way, as heavy as expected'],
    [1000, 100, 1000, 1021, 'inconclusive', '21 g heavier at the end'],
    [1000, 100, 1040, 1040, 'inconclusive', '40 g above the expected weight'],
    [1000, 100, 871, 870, 'short-packed', 'no weight lost on the way, 129 g under the expected weight'],
    [1000, 100, 869, 869, 'inconclusive', '131 g under the expected weight, 100 g reported'],
    [1000, 20, 1000, 980, 'inconclusive', 'the scales cannot see 20 g'],
    [1000, 25, 1000, 975, 'lost-in-transit', '25 g went missing on the way, about the 25 g of the item'],
    [1000, 30, 1000, 985, 'inconclusive', '15 g less may be the item or the scales'],
    [1000, 50, 975, 975, 'inconclusive', '25 g under the expected weight may be the item or not'],
    [null, 100, 1000, 900, 'lost-in-transit', '100 g went missing on the way, about the 100 g of the item'],
    [
      null,
      100,
      900,
      900,
      'inconclusive',
      'no weight lost on the way; what the parcel should weigh is not known',
    ],
    [1000, null, 1000, 900, 'inconclusive', 'the weight of the missing product is not known'],
    [1000, 100, null, 900, 'inconclusive', 'too few real readings'],
    [1000, 100, 1000, null, 'inconclusive', 'too few real readings'],
  ])('E %p, m %p, O %p, L %p: %s', (expected, missing, origin, last, verdict, because) => {
    expect(judge(facts(expected, missing, origin, last))).toEqual({ verdict, because });
  });

  it('counts a manual reading', () => {
    expect(judge(facts(1000, 100, 1000, 900, true)).verdict).toBe('lost-in-transit');
  });
});

const grams = fc.integer({ min: 1, max: 5_000 });
const anyFacts = fc.tuple(grams, grams, grams, grams).map(([e, m, o, l]) => facts(e, m, o, l));
/** Weights as they are in life: readings near each other and near the expected weight. */
const likelyFacts = fc
  .tuple(
    grams,
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: -200, max: 200 }),
    fc.integer({ min: -60, max: 300 }),
  )
  .map(([e, m, under, gone]) => facts(e + 600, m, e + 600 - under, e + 600 - under - gone));

describe('whatever the weights are', () => {
  it('what left the parcel explains a loss, within the tolerance', () => {
    fc.assert(
      fc.property(likelyFacts, (weights) => {
        fc.pre(judge(weights).verdict === 'lost-in-transit');
        const left = (weights.originGrams ?? 0) - (weights.lastGrams ?? 0);
        expect(Math.abs(left - (weights.missingGrams ?? 0))).toBeLessThanOrEqual(20);
        expect(left).toBeGreaterThan(20);
      }),
    );
  });

  it('the warehouse and the customer are only judged where no weight was lost on the way', () => {
    fc.assert(
      fc.property(likelyFacts, (weights) => {
        const { verdict } = judge(weights);
        fc.pre(verdict === 'short-packed' || verdict === 'claim-unsupported');
        const left = (weights.originGrams ?? 0) - (weights.lastGrams ?? 0);
        expect(Math.abs(left)).toBeLessThanOrEqual(20);
        expect(weights.missingGrams).toBeGreaterThan(30);
      }),
    );
  });

  it('an item that the scales cannot see is never decided by them', () => {
    fc.assert(
      fc.property(grams, fc.integer({ min: 1, max: 20 }), grams, grams, (e, m, o, l) => {
        expect(judge(facts(e, m, o, l)).verdict).toBe('inconclusive');
      }),
    );
  });

  it('the same verdict is reached every time, with a reason', () => {
    fc.assert(
      fc.property(anyFacts, (weights) => {
        expect(judge(weights)).toEqual(judge({ ...weights }));
        expect(judge(weights).because).not.toBe('');
      }),
    );
  });
});
