import { contentOf, type StagedRow } from './staged.ts';

/** Leaves room for `~2`. */
const longest = 76;

const nameOf = ({ values: { sku, title = '' } }: StagedRow): string =>
  (sku ?? title).slice(0, longest).toWellFormed();

const byContent = (a: StagedRow, b: StagedRow): number => (contentOf(a) < contentOf(b) ? -1 : 1);

/**
 * The id of each line inside its order. Where the file does not number lines they are called by their goods, and never
 * by their place: the same line keeps its id when rows come in another order, or others are added.
 */
export const nameLines = (rows: readonly StagedRow[]): Map<StagedRow, string> => {
  const named = new Map<StagedRow, string>();
  const unnumbered = new Map<string, StagedRow[]>();
  for (const row of rows) {
    if (row.values.lineId) named.set(row, row.values.lineId);
    else unnumbered.set(nameOf(row), [...(unnumbered.get(nameOf(row)) ?? []), row]);
  }
  const taken = new Set(named.values());
  for (const [name, alike] of unnumbered) {
    for (const row of alike.toSorted(byContent)) {
      let id = name;
      for (let nth = 2; taken.has(id); nth += 1) id = `${name}~${nth}`;
      named.set(row, id);
      taken.add(id);
    }
  }
  return named;
};
