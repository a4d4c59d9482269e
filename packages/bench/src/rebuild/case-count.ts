import { seededRandom } from '@kefu/testing/sample';
import { payload } from '../contestants/payload.ts';
import type { WordsAdded } from '../decide/words.ts';

/** The view: one row a case with how many events it had and what was said last. */
export const table = 'case_count';
export const columns =
  'stream text PRIMARY KEY, events int NOT NULL, words bigint NOT NULL, last text NOT NULL';
export const cases = 250;

export const upsertFrom = (source: string): string =>
  `INSERT INTO ${table} AS c (stream, events, words, last) ${source}
   ON CONFLICT (stream) DO UPDATE
     SET events = c.events + excluded.events, words = c.words + excluded.words, last = excluded.last`;

/** Whatever the rows' order: their number and the sum of their hashes. */
export const hashSql = `SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS hash FROM ${table} AS t`;

export type Told = { stream: string; event: WordsAdded };

/** So many events over the cases, mixed, the same for the same seed; in pages of a thousand. */
export function* tellings(count: number, seed: number): Generator<Told[]> {
  const random = seededRandom(seed);
  for (let told = 0; told < count; told += 1_000) {
    yield Array.from({ length: Math.min(1_000, count - told) }, (_, i) => ({
      stream: `case-${random.between(1, cases)}`,
      event: { type: 'WordsAdded', data: { ...payload, at: `event ${told + i}` } },
    }));
  }
}

/** The events of a page by stream, each stream's in order. */
export const byStream = (page: readonly Told[]): Map<string, WordsAdded[]> => {
  const streams = new Map<string, WordsAdded[]>();
  for (const { stream, event } of page) streams.set(stream, [...(streams.get(stream) ?? []), event]);
  return streams;
};

/** What the hashes of the rounds say: all alike, and like the one that is right. */
export const complaintOfHashes = (hashes: readonly string[], right: string): string | undefined => {
  const wrong = hashes.filter((hash) => hash !== right);
  return wrong.length > 0 ? `${wrong.length} of ${hashes.length} rebuilds differ from ${right}` : undefined;
};
