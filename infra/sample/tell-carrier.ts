import type { SampleParcel } from '@kefu/testing/sample';

type Known = Pick<SampleParcel, 'carrier' | 'number'> & { trueGrams: SampleParcel['trueGrams'] };

/** Tells the stand-in carrier what its scales showed, so that it can answer inquiries as a real one would. */
export const tellCarrier = async (carrierUrl: string, parcels: readonly Known[]): Promise<void> => {
  const book = parcels.map(({ carrier, number, trueGrams }) => ({
    carrier,
    number,
    ...trueGrams,
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
