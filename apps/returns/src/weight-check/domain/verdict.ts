import type { Verdict, WeightFacts } from '@kefu/contracts';

/** How far apart two readings may lie and still say the same, in grams. */
export type Tolerances = { betweenScalesGrams: number; againstExpectedGrams: number };

export type Judgement = { verdict: Verdict; because: string };

const inconclusive = (because: string): Judgement => ({ verdict: 'inconclusive', because });

/** What the weights say about a reported missing item. Where they could mean two things, a person looks. */
export const judge = (weights: WeightFacts): Judgement => {
  const { missingGrams: missing, originGrams: origin, lastGrams: last } = weights;
  const tolerance = weights.betweenScalesToleranceGrams;
  if (missing === null) return inconclusive('the weight of the missing product is not known');
  if (origin === null || last === null) return inconclusive('too few real readings');
  if (missing <= tolerance) return inconclusive(`the scales cannot see ${missing} g`);

  const left = origin - last;
  const itemLeft = Math.abs(left - missing) <= tolerance;
  const nothingLeft = Math.abs(left) <= tolerance;
  if (itemLeft && nothingLeft) return inconclusive(`${left} g less may be the item or the scales`);
  if (itemLeft)
    return {
      verdict: 'lost-in-transit',
      because: `${left} g went missing on the way, about the ${missing} g of the item`,
    };
  if (nothingLeft) return judgeAgainstExpected(weights, missing, origin, last);
  return inconclusive(
    left < 0 ? `${-left} g heavier at the end` : `${left} g went missing on the way, ${missing} g reported`,
  );
};

/** Nothing left the parcel on its way: was it packed in full? */
const judgeAgainstExpected = (
  { expectedGrams: expected, expectedToleranceGrams: tolerance }: WeightFacts,
  missing: number,
  origin: number,
  last: number,
): Judgement => {
  if (expected === null)
    return inconclusive('no weight lost on the way; what the parcel should weigh is not known');
  if (missing <= tolerance) return inconclusive(`the expected weight cannot see ${missing} g`);

  const under = expected - origin;
  const itemShort = Math.abs(under - missing) <= tolerance;
  const asExpected = Math.abs(under) <= tolerance && Math.abs(expected - last) <= tolerance;
  if (itemShort && asExpected)
    return inconclusive(`${under} g under the expected weight may be the item or not`);
  if (itemShort)
    return {
      verdict: 'short-packed',
      because: `no weight lost on the way, ${under} g under the expected weight`,
    };
  if (asExpected)
    return { verdict: 'claim-unsupported', because: 'no weight lost on the way, as heavy as expected' };
  return inconclusive(
    under < 0
      ? `${-under} g above the expected weight`
      : `${under} g under the expected weight, ${missing} g reported`,
  );
};
