import type { WeightReading } from '@kefu/contracts';

/** A weight as a carrier or a person wrote it down. */
export type WrittenWeight = {
  station: WeightReading['station'];
  kind: 'scale' | 'manual' | 'billed';
  raw: string;
  at: string;
  evidence?: string;
};

const gramsPerUnit: Record<string, number> = {
  kg: 1_000,
  公斤: 1_000,
  千克: 1_000,
  g: 1,
  克: 1,
  斤: 500,
  市斤: 500,
};
const written = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z]+|[公千市]?[斤克])?$/;

// The largest a contract's `Grams` can say, and the largest bare number that can be meant as kilograms.
const heaviestGrams = 5_000_000;
const heaviestBareKilograms = 100;

/**
 * Reads a weight as a carrier or a person writes it: whole grams (a half rounds up), or null where the text is no
 * weight above zero. A bare number means kilograms; what can be read in two ways (`900`, `1,5 kg`) is no weight, for
 * asking again is cheaper than a wrong verdict.
 */
export const readWeight = (raw: string): number | null => {
  const [, digits, unit] = written.exec(raw.normalize('NFKC').trim().toLowerCase()) ?? [];
  const perUnit = gramsPerUnit[unit ?? 'kg'];
  if (digits === undefined || perUnit === undefined) return null;
  if (unit === undefined && Number(digits) > heaviestBareKilograms) return null;
  const grams = Math.round(Number(digits) * perUnit);
  return grams >= 1 && grams <= heaviestGrams ? grams : null;
};

/** A written weight as a reading: text that is no weight stays on record, marked as unreadable. */
export const readingOf = (
  { station, kind, raw, at, evidence }: WrittenWeight,
  about: Pick<WeightReading, 'readingId' | 'waybillId' | 'source'>,
): WeightReading => {
  const grams = readWeight(raw);
  return {
    ...about,
    station,
    kind: grams === null && kind !== 'billed' ? 'unreadable' : kind,
    raw,
    grams,
    at,
    ...(evidence !== undefined && { evidence }),
  };
};

/** Whether a scale showed it, to a machine or to a person: what was billed or cannot be read is no reading. */
export const isReal = ({ kind, grams }: Pick<WeightReading, 'kind' | 'grams'>): boolean =>
  grams !== null && (kind === 'scale' || kind === 'manual');
