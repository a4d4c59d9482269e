import type { OrderFacts, OrderLine, OrderParcel, WeightFacts } from '@kefu/contracts';
import type { Tolerances } from './verdict.ts';

/** The real readings of one parcel; null where there is none. */
export type ParcelWeighing = {
  waybillId: string;
  originGrams: number | null;
  lastGrams: number | null;
  manual: boolean;
};

export type Expectation = {
  waybillIds: string[];
  expectedGrams: number | null;
  missingGrams: number | null;
};

/** The parcels that should hold a line: those known to, else those whose contents are not known, else all. */
const parcelsWith = (parcels: readonly OrderParcel[], lineId: string): readonly OrderParcel[] => {
  const known = parcels.filter(({ lineIds }) => lineIds.includes(lineId));
  if (known.length > 0) return known;
  const unknown = parcels.filter(({ lineIds }) => lineIds.length === 0);
  return unknown.length > 0 ? unknown : parcels;
};

/** The lines inside these parcels, or null when a line is shared with a parcel that is not weighed. */
const linesIn = (order: OrderFacts, weighed: readonly OrderParcel[]): OrderLine[] | null => {
  const elsewhere = new Set(
    order.parcels.filter((parcel) => !weighed.includes(parcel)).flatMap(({ lineIds }) => lineIds),
  );
  const contentsKnown = weighed.every(({ lineIds }) => lineIds.length > 0);
  if (!contentsKnown) return order.lines.filter(({ lineId }) => !elsewhere.has(lineId));
  const inside = new Set(weighed.flatMap(({ lineIds }) => lineIds));
  if ([...inside].some((lineId) => elsewhere.has(lineId))) return null;
  return order.lines.filter(({ lineId }) => inside.has(lineId));
};

const total = (lines: readonly OrderLine[]): number | null => {
  let grams = 0;
  for (const { weightGrams, quantity } of lines) {
    if (weightGrams === undefined) return null;
    grams += weightGrams * quantity;
  }
  return grams;
};

/** Which parcels to weigh for missing pieces of a line, what these should weigh in full, and what the pieces weigh. */
export const expectationFor = (order: OrderFacts, line: OrderLine, missing: number): Expectation => {
  const weighed = parcelsWith(order.parcels, line.lineId);
  const lines = linesIn(order, weighed);
  const contents = lines && total(lines);
  return {
    waybillIds: weighed.map(({ waybillId }) => waybillId),
    expectedGrams: contents === null ? null : contents + order.packagingGrams * weighed.length,
    missingGrams: line.weightGrams === undefined ? null : line.weightGrams * missing,
  };
};

const sum = (grams: readonly (number | null)[]): number | null =>
  grams.length === 0
    ? null
    : grams.reduce((all, one) => (all === null || one === null ? null : all + one), 0);

/** Readings of several parcels are summed, and only where every one of them has both. */
export const weightFacts = (
  { expectedGrams, missingGrams }: Pick<Expectation, 'expectedGrams' | 'missingGrams'>,
  weighings: readonly ParcelWeighing[],
  { betweenScalesGrams, againstExpectedGrams }: Tolerances,
): WeightFacts => {
  const complete = weighings.every(
    ({ originGrams, lastGrams }) => originGrams !== null && lastGrams !== null,
  );
  const readings = complete || weighings.length === 1 ? weighings : [];
  return {
    expectedGrams,
    missingGrams,
    originGrams: sum(readings.map(({ originGrams }) => originGrams)),
    lastGrams: sum(readings.map(({ lastGrams }) => lastGrams)),
    manual: readings.some(({ manual }) => manual),
    betweenScalesToleranceGrams: betweenScalesGrams,
    expectedToleranceGrams: againstExpectedGrams,
  };
};
