import type { Readings, WeightReading } from '@kefu/contracts';
import { isReal } from './weight.ts';

const byTime = (a: WeightReading, b: WeightReading): number => Date.parse(a.at) - Date.parse(b.at);

/**
 * The reading that counts for a station, of readings in the order they were recorded. The latest correction has the
 * last word. Else the newest of a scale counts, and only without one the newest that a person typed in: who wants to
 * overrule a scale corrects it and says why.
 */
export const readingThatCounts = (
  readings: readonly WeightReading[],
  station: WeightReading['station'],
): WeightReading | null => {
  const real = readings.filter((reading) => reading.station === station && isReal(reading));
  const ofKind = (kind: WeightReading['kind']) => real.filter((reading) => reading.kind === kind);
  return (
    real.findLast(({ source }) => source === 'correction') ??
    ofKind('scale').toSorted(byTime).at(-1) ??
    ofKind('manual').toSorted(byTime).at(-1) ??
    null
  );
};

/** What counts at both ends of a parcel's way, and what else was read; of readings in the order of recording. */
export const readingsOf = (waybillId: string, readings: readonly WeightReading[]): Readings => {
  const origin = readingThatCounts(readings, 'origin');
  const last = readingThatCounts(readings, 'last');
  return { waybillId, origin, last, others: readings.filter((it) => it !== origin && it !== last) };
};
