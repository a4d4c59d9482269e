import type { ParcelState, Scan } from '@kefu/contracts';

// Two scans of one second: the one further along the way is the later one.
const alongTheWay: Record<ParcelState, number> = {
  registered: 0,
  'picked-up': 1,
  'in-transit': 2,
  'out-for-delivery': 3,
  exception: 4,
  refused: 5,
  returning: 6,
  signed: 7,
  returned: 8,
  lost: 9,
};

const byScanTime = (a: Scan, b: Scan): number =>
  Date.parse(a.at) - Date.parse(b.at) ||
  alongTheWay[a.state] - alongTheWay[b.state] ||
  (a.scanId < b.scanId ? -1 : 1);

/** Where a parcel is and how it got there: by the time of its scans, in whatever order they reached us. */
export const journeyOf = (
  scans: readonly Scan[],
): { scans: Scan[]; state: ParcelState; lastScanAt: string | null } => {
  const inOrder = scans.toSorted(byScanTime);
  const latest = inOrder.at(-1);
  return { scans: inOrder, state: latest?.state ?? 'registered', lastScanAt: latest?.at ?? null };
};
