import type { Waybill } from '@kefu/contracts';
import { readingThatCounts } from '../../waybill/domain/readings.ts';

const lostGrams = ({ readings }: Pick<Waybill, 'readings'>): number => {
  const origin = readingThatCounts(readings, 'origin')?.grams;
  const last = readingThatCounts(readings, 'last')?.grams;
  return origin && last ? origin - last : 0;
};

/** A case is claimed for once: of several parcels with the one that lost the most on its way. */
export const parcelToClaimFor = <Parcel extends Pick<Waybill, 'readings'>>(
  parcels: readonly Parcel[],
): Parcel | undefined => parcels.toSorted((a, b) => lostGrams(b) - lostGrams(a))[0];
