import type { SampleParcel } from '@kefu/testing/sample';

type Known = Pick<SampleParcel, 'carrier' | 'number' | 'scans'> & { trueGrams: SampleParcel['trueGrams'] };

/** When the last station weighed it: on its way, at its last scan before the parcel was handed over. */
export const weighedAt = (scans: readonly { at: string; state: string }[]): string | undefined =>
  scans
    .filter(({ state }) => state !== 'signed')
    .map(({ at }) => at)
    .toSorted()
    .at(-1);

/** Tells the stand-in carrier what its scales showed, so that it can answer inquiries as a real one would. */
export const tellCarrier = async (carrierUrl: string, parcels: readonly Known[]): Promise<void> => {
  const book = parcels.map(({ carrier, number, scans, trueGrams }) => ({
    carrier,
    number,
    ...trueGrams,
    weighedAt: weighedAt(scans),
    answers: 'after-ms',
    delayMs: 1_500,
  }));
  const response = await fetch(`${carrierUrl}/parcels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(book),
  });
  if (!response.ok)
    throw new Error(`the stand-in carrier answered ${response.status}: ${await response.text()}`);
};
